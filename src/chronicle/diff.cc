#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "casus/chronicle/versions.h"
#include "src/chronicle/canonical.h"
#include "src/chronicle/snapshot_file.h"

namespace casus {

namespace internal {
namespace {

template <typename T>
std::vector<std::string> NamesOfFields() {
  return absl::StrSplit(FieldNames(static_cast<const T*>(nullptr)).data(), ", ");
}

// The fields in which two rows of one key differ, by name; those of the fact by their own.
template <typename T>
void AppendDifferent(const Chronicle& before, const T& a, const Chronicle& after, const T& b,
                     std::vector<std::string>& fields) {
  static const std::vector<std::string> names = NamesOfFields<T>();
  const auto a_fields = FieldsOf(a);
  const auto b_fields = FieldsOf(b);
  const auto compare = [&]<std::size_t I>() {
    const auto& one = std::get<I>(a_fields);
    const auto& other = std::get<I>(b_fields);
    if constexpr (std::is_same_v<std::decay_t<decltype(one)>, Fact>) {
      AppendDifferent(before, one, after, other, fields);
    } else if (CanonicalBytes(before, one) != CanonicalBytes(after, other)) {
      fields.push_back(names[I]);
    }
  };
  [&]<std::size_t... I>(std::index_sequence<I...>) { (compare.template operator()<I>(), ...); }
  (std::make_index_sequence<std::tuple_size_v<decltype(a_fields)>>());
}

// The row of the key that stands now.
std::optional<Row> StandingRow(const Chronicle& chronicle, Table table, std::string_view key) {
  const std::optional<FactRef> ref = chronicle.FindRow(table, key);
  if (!ref || chronicle.timeline(table).Stands(RowOf(*ref)) == Truth::kNo) return std::nullopt;
  return RowOf(*ref);
}

// Rows that came or went, by what they say but for the key.
template <typename RowsType>
class Nameless {
 public:
  Nameless(const Chronicle& chronicle, const RowsType& rows) : chronicle_(chronicle), rows_(rows) {}
  void Add(Row row) {
    auto record = ContentOf(rows_[row]);
    record.fact.key.clear();
    by_bytes_[CanonicalBytes(chronicle_, std::move(record))].push_back(row);
  }
  const auto& by_bytes() const { return by_bytes_; }

 private:
  const Chronicle& chronicle_;
  const RowsType& rows_;
  absl::flat_hash_map<std::string, std::vector<Row>> by_bytes_;
};

template <typename RowsType>
void DiffTable(const Chronicle& before, const RowsType& old_rows, const Chronicle& after,
               const RowsType& new_rows, Table table, Difference& difference) {
  TableDifference& counts = difference.tables.emplace_back();
  counts.table = table;
  std::vector<RowDifference> rows;
  const auto add = [&](RowChange change, std::string key) -> RowDifference& {
    RowDifference& row = rows.emplace_back();
    row.table = table;
    row.change = change;
    row.key = std::move(key);
    return row;
  };

  Nameless<RowsType> gone(before, old_rows);
  Nameless<RowsType> come(after, new_rows);
  std::vector<Row> deleted;
  std::vector<Row> added;
  const Timeline& old_timeline = before.timeline(table);
  for (Row row = 0; row < old_rows.size(); ++row) {
    if (old_timeline.Stands(row) == Truth::kNo) continue;
    ++counts.before;
    const auto a = ContentOf(old_rows[row]);
    const std::optional<Row> other = StandingRow(after, table, a.fact.key);
    if (!other) {
      deleted.push_back(row);
      gone.Add(row);
      continue;
    }
    const auto b = ContentOf(new_rows[*other]);
    if (CanonicalBytes(before, a) == CanonicalBytes(after, b)) {
      ++counts.unchanged;
    } else {
      ++counts.changed;
      AppendDifferent(before, a, after, b, add(RowChange::kChanged, a.fact.key).fields);
    }
  }
  const Timeline& new_timeline = after.timeline(table);
  for (Row row = 0; row < new_rows.size(); ++row) {
    if (new_timeline.Stands(row) == Truth::kNo) continue;
    ++counts.after;
    if (StandingRow(before, table, new_rows[row].fact.key)) continue;
    added.push_back(row);
    come.Add(row);
  }

  absl::flat_hash_map<Row, Row> rekeyed;  // new row by old
  absl::flat_hash_map<Row, Row> from;     // old row by new
  for (const auto& [bytes, old_ones] : gone.by_bytes()) {
    const auto found = come.by_bytes().find(bytes);
    if (found == come.by_bytes().end()) continue;
    if (old_ones.size() != 1 || found->second.size() != 1) continue;
    rekeyed[old_ones[0]] = found->second[0];
    from[found->second[0]] = old_ones[0];
  }
  for (const Row row : deleted) {
    if (!rekeyed.contains(row)) add(RowChange::kDeleted, old_rows[row].fact.key);
  }
  for (const Row row : added) {
    const auto found = from.find(row);
    if (found == from.end()) {
      add(RowChange::kAdded, new_rows[row].fact.key);
    } else {
      add(RowChange::kRekeyed, new_rows[row].fact.key).key_before =
          old_rows[found->second].fact.key;
    }
  }
  counts.rekeyed = rekeyed.size();
  counts.deleted = deleted.size() - rekeyed.size();
  counts.added = added.size() - rekeyed.size();
  std::sort(rows.begin(), rows.end(), [](const RowDifference& a, const RowDifference& b) {
    return std::tie(a.key, a.change) < std::tie(b.key, b.change);
  });
  difference.rows.insert(difference.rows.end(), std::make_move_iterator(rows.begin()),
                         std::make_move_iterator(rows.end()));
}

}  // namespace
}  // namespace internal

Difference Diff(const Chronicle& before, const Chronicle& after) {
  Difference difference;
  internal::ForEachFactTable(before, [&](Table table, const auto& old_rows) {
    internal::ForEachFactTable(after, [&](Table other, const auto& new_rows) {
      if constexpr (std::is_same_v<decltype(old_rows), decltype(new_rows)>) {
        if (table == other) {
          internal::DiffTable(before, old_rows, after, new_rows, table, difference);
        }
      }
    });
  });
  return difference;
}

Result<std::string> Fingerprint(const Chronicle& chronicle) {
  if (!internal::SnapshotsSupported()) {
    return Error(ErrorCode::kUnsupported, "this build has no xxHash, which fingerprints need");
  }
  std::vector<std::uint64_t> sums;
  internal::ForEachFactTable(chronicle, [&](Table table, const auto& rows) {
    const Timeline& timeline = chronicle.timeline(table);
    for (Row row = 0; row < rows.size(); ++row) {
      if (timeline.Stands(row) == Truth::kNo) continue;
      std::string bytes(ToString(table));
      bytes += '\0';
      bytes += internal::CanonicalBytes(chronicle, internal::ContentOf(rows[row]));
      sums.push_back(internal::SnapshotChecksum(std::as_bytes(std::span(bytes))));
    }
  });
  std::sort(sums.begin(), sums.end());
  return absl::StrFormat("%016x", internal::SnapshotChecksum(std::as_bytes(std::span(sums))));
}

}  // namespace casus
