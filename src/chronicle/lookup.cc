#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "src/chronicle/data.h"

namespace casus {
namespace {

using internal::Names;

template <typename RowType>
bool Bears(const RowType& row, std::string_view text) {
  return Names::SameText(row.name, text) ||
         std::any_of(row.names.begin(), row.names.end(),
                     [&](const Name& name) { return Names::SameText(name.text, text); }) ||
         std::any_of(row.codes.begin(), row.codes.end(),
                     [&](const Code& code) { return Names::SameText(code.value, text); });
}

template <typename IdType, typename RowType>
std::vector<IdType> Named(const std::vector<RowType>& rows, const Names& names,
                          std::string_view text) {
  std::vector<IdType> found;
  for (const Row row : names.Candidates(text)) {
    if (Bears(rows[row], text)) found.push_back(IdType(row));
  }
  return found;
}

// A code that nobody dates is taken to hold whenever its bearer exists, and a bearer that nobody
// dates to exist.
template <typename RowType>
Truth BearsOn(const RowType& row, const Code& code, std::optional<Day> day) {
  if (!day) return Truth::kCertain;
  if (code.span) return HoldsAt(*code.span, *day);
  return row.fact.span == Span::Unknown() ? Truth::kCertain : HoldsAt(row.fact.span, *day);
}

template <typename IdType, typename RowType>
std::vector<Match<IdType>> WithCode(const std::vector<RowType>& rows, const Names& names,
                                    CodeSystem system, std::string_view value,
                                    std::optional<Day> day) {
  std::vector<Match<IdType>> found;
  for (const Row row : names.Candidates(value)) {
    Truth truth = Truth::kNo;
    for (const Code& code : rows[row].codes) {
      if (code.system == system && code.value == value) {
        truth = Or(truth, BearsOn(rows[row], code, day));
      }
    }
    if (truth != Truth::kNo) found.push_back(Match<IdType>{IdType(row), truth});
  }
  return found;
}

template <typename IdType>
std::optional<IdType> IdOf(const std::optional<FactRef>& row) {
  if (!row) return std::nullopt;
  return std::get<IdType>(*row);
}

}  // namespace

std::optional<FactRef> Chronicle::FindRow(Table table, std::string_view key) const {
  return internal::FindRow(data_->tables, data_->keys_of(table), table, key);
}
std::optional<SourceId> Chronicle::FindSource(std::string_view key) const {
  return IdOf<SourceId>(FindRow(Table::kSources, key));
}
std::optional<ActorId> Chronicle::FindActor(std::string_view key) const {
  return IdOf<ActorId>(FindRow(Table::kActors, key));
}
std::optional<PlaceId> Chronicle::FindPlace(std::string_view key) const {
  return IdOf<PlaceId>(FindRow(Table::kPlaces, key));
}

std::vector<FactRef> Chronicle::Versions(const FactRef& ref) const {
  std::vector<FactRef> versions;
  const Table table = TableOf(ref);
  internal::WithTable(data_->tables, table, [&](const auto& rows) {
    const std::string_view key = internal::KeyOfRow(rows[RowOf(ref)]);
    data_->keys_of(table).VisitVersions(rows, key, [&](Row row) {
      versions.push_back(internal::RefOf(table, row));
      return true;
    });
  });
  std::reverse(versions.begin(), versions.end());
  return versions;
}

std::vector<ActorId> Chronicle::ActorsNamed(std::string_view name) const {
  return Named<ActorId>(data_->tables.actors.all(), *data_->actor_names, name);
}
std::vector<PlaceId> Chronicle::PlacesNamed(std::string_view name) const {
  return Named<PlaceId>(data_->tables.places.all(), *data_->place_names, name);
}
std::vector<Match<ActorId>> Chronicle::ActorsWithCode(CodeSystem system, std::string_view value,
                                                      std::optional<Day> day) const {
  return WithCode<ActorId>(data_->tables.actors.all(), *data_->actor_names, system, value, day);
}
std::vector<Match<PlaceId>> Chronicle::PlacesWithCode(CodeSystem system, std::string_view value,
                                                      std::optional<Day> day) const {
  return WithCode<PlaceId>(data_->tables.places.all(), *data_->place_names, system, value, day);
}

}  // namespace casus
