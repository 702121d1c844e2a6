#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/chronicle/versions.h"
#include "casus/time/edtf.h"
#include "src/chronicle/canonical.h"
#include "src/chronicle/data.h"
#include "src/chronicle/list_rows.h"

namespace casus {
namespace internal {
namespace {

// The rows that go over, and the numbers they get.
class Extract {
 public:
  Extract(const Chronicle& chronicle, Day day) : chronicle_(chronicle), day_(day) {
    for (const Token<Table>& table : kTokens<Table>) {
      const std::size_t i = IndexOf(table.value);
      taken_[i].resize(chronicle.size(table.value));
      if (table.value != Table::kSources) {
        as_known_[i] = chronicle.timeline(table.value).AsKnown(day);
      }
    }
    for (const Source& source : chronicle.sources()) lists_.push_back(VersionOfSource(source));
  }

  Result<Chronicle> Make() {
    for (Row row = 0; row < chronicle_.sources().size(); ++row) {
      if (WasPublished(SourceId(row))) Take(Table::kSources, row);
    }
    ForEachFactTable(chronicle_, [&](Table table, const auto& rows) {
      for (Row row = 0; row < rows.size(); ++row) {
        if (!Stood(table, row) || IsOfArchive(table, row)) continue;
        if constexpr (!std::is_same_v<std::decay_t<decltype(rows)>, EventRecords>) {
          if (IsOffLists(table, rows[row].fact)) continue;
        }
        Take(table, row);
      }
    });
    for (const Coverage& coverage : chronicle_.coverage()) {
      if (Goes(coverage)) TakeWhatIsNamed(coverage);
    }
    while (!waiting_.empty()) {
      const auto [table, row] = waiting_.back();
      waiting_.pop_back();
      TakeWhatRowNames(table, row);
    }
    Number();

    ChronicleBuilder builder;
    for (Row row = 0; row < chronicle_.sources().size(); ++row) {
      if (taken_[IndexOf(Table::kSources)][row]) builder.Add(Renumbered(chronicle_.sources()[row]));
    }
    ForEachFactTable(chronicle_, [&](Table table, const auto& rows) {
      for (Row row = 0; row < rows.size(); ++row) {
        if (!taken_[IndexOf(table)][row]) continue;
        auto record = Renumbered(rows[row]);
        // Where it is not sure which version stood, both are there, and the one before the other.
        if (record.fact.superseded && Stood(table, row) && IsOnly(table, row)) {
          record.fact.superseded.reset();
        }
        if constexpr (std::is_same_v<decltype(record), Event>) PutLearntBack(record);
        if constexpr (std::is_same_v<decltype(record), Designation> ||
                      std::is_same_v<decltype(record), Relation>) {
          PutListDayBack(rows[row], record.fact);
        }
        builder.Add(std::move(record));
      }
    });
    for (const Coverage& coverage : chronicle_.coverage()) {
      if (Goes(coverage)) builder.Add(Renumbered(coverage));
    }
    return builder.Build();
  }

 private:
  bool Stood(Table table, Row row) const {
    return as_known_[IndexOf(table)]->Stands(row) != Truth::kNo;
  }
  // Of the versions of its key, on that day.
  bool IsOnly(Table table, Row row) const {
    const std::vector<FactRef> versions = chronicle_.Versions(RefOf(table, row));
    return std::none_of(versions.begin(), versions.end(), [&](const FactRef& version) {
      return RowOf(version) != row && Stood(table, RowOf(version));
    });
  }
  bool WasPublished(SourceId source) const {
    return chronicle_.source(source).published.earliest() <= day_;
  }
  bool Goes(const Coverage& coverage) const {
    return coverage.source && WasPublished(*coverage.source);
  }
  bool IsOfArchive(Table table, Row row) const {
    return table == Table::kClaims && chronicle_.claims()[row].fact.key.starts_with(kArchiveKeys);
  }

  // Of a ListHistory, what lists do not have for themselves: what their rows refer to, and what
  // ended.
  bool IsOffLists(Table table, const Fact& fact) const {
    if (!lists_[fact.source->value()]) return false;
    return !IsOnLists(table) || HasLine(fact.note, kGone);
  }

  // The version of that day of what is referred to; else its first.
  FactRef Target(const FactRef& ref) const {
    const Table table = TableOf(ref);
    if (table == Table::kSources || Stood(table, RowOf(ref))) return ref;
    const std::vector<FactRef> versions = chronicle_.Versions(ref);
    for (const FactRef& version : versions) {
      if (Stood(table, RowOf(version))) return version;
    }
    return versions.front();
  }

  void Take(Table table, Row row) {
    if (taken_[IndexOf(table)][row]) return;
    taken_[IndexOf(table)][row] = true;
    waiting_.emplace_back(table, row);
  }
  template <typename T>
  void TakeWhatIsNamed(const T& record) {
    auto take = [&](const auto& id) {
      const FactRef target = Target(id);
      Take(TableOf(target), RowOf(target));
    };
    VisitIds(record, take);
  }
  void TakeWhatRowNames(Table table, Row row) {
    if (table == Table::kSources) return TakeWhatIsNamed(chronicle_.sources()[row]);
    ForEachFactTable(chronicle_, [&](Table other, const auto& rows) {
      if (other == table) TakeWhatIsNamed(rows[row]);
    });
  }

  void Number() {
    for (std::size_t i = 0; i < kTableCount; ++i) {
      numbers_[i].resize(taken_[i].size());
      Row next = 0;
      for (std::size_t row = 0; row < taken_[i].size(); ++row) {
        if (taken_[i][row]) numbers_[i][row] = next++;
      }
    }
  }
  template <typename T>
  T Renumbered(T record) const {
    auto renumber = [&]<typename Tag>(Id<Tag>& id) {
      const FactRef target = Target(id);
      id = Id<Tag>(numbers_[IndexOf(TableOf(target))][RowOf(target)]);
    };
    VisitIds(record, renumber);
    return record;
  }

  static void PutLearntBack(Event& event) {
    std::vector<Attribute>& attributes = event.attributes;
    const auto found =
        std::find_if(attributes.begin(), attributes.end(),
                     [](const Attribute& attribute) { return attribute.name == kLearntAttribute; });
    if (found == attributes.end()) return;
    Result<Moment> learnt = ParseEdtfMoment(found->value);
    if (!learnt.ok()) return;  // not an archive's, whose name somebody used
    event.fact.learnt = *std::move(learnt);
    attributes.erase(found);
  }

  // Of a row of a ListHistory, the span that the list of that day gave it.
  template <typename RowType>
  void PutListDayBack(const RowType& row, Fact& fact) const {
    const std::optional<ListVersion>& first = lists_[row.fact.source->value()];
    if (!first) return;
    const std::optional<std::string> by_day = TakeLine(fact.note, kListSpan);
    if (!by_day) return;  // not a history's, whose words somebody used
    Day last = first->published;
    for (const std::optional<ListVersion>& version : lists_) {
      if (!version || version->published <= last || day_ < version->published ||
          version->list != first->list || !version->complete) {
        continue;
      }
      bool is_refused = IsRefused(*version, fact.key);
      auto ask = [&](const auto& id) {
        is_refused = is_refused || IsRefused(*version, chronicle_.KeyOf(id));
      };
      VisitIds(row, ask);
      if (!is_refused) last = version->published;
    }
    const Result<Span> span = SpanOnDay(*by_day, last);
    if (span.ok()) fact.span = *span;
  }

  const Chronicle& chronicle_;
  const Day day_;
  std::vector<std::optional<ListVersion>> lists_;  // by source
  std::array<std::optional<Timeline>, kTableCount> as_known_;
  std::array<std::vector<bool>, kTableCount> taken_;
  std::array<std::vector<Row>, kTableCount> numbers_;
  std::vector<std::pair<Table, Row>> waiting_;  // taken, but not what they refer to
};

}  // namespace
}  // namespace internal

Result<Chronicle> AsKnown(const Chronicle& chronicle, Day day) {
  return internal::Extract(chronicle, day).Make();
}

}  // namespace casus
