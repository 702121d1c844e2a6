#ifndef CASUS_SRC_CHRONICLE_NAMES_ON_H_
#define CASUS_SRC_CHRONICLE_NAMES_ON_H_

#include <optional>
#include <string_view>
#include <vector>

#include "casus/actor/actor.h"
#include "casus/chronicle/relations.h"
#include "casus/time/day.h"
#include "casus/time/span.h"

namespace casus::internal {

// Was the actor or place there? That nobody says when is no doubt of it.
template <typename RowType>
Truth Existed(const RowType& row, Day day) {
  return row.fact.span == Span::Unknown() ? Truth::kCertain : HoldsAt(row.fact.span, day);
}

// NamesOn, of an actor or a place.
template <typename RowType>
std::vector<NameOn> NamesOfRow(const RowType& row, Day day) {
  const Truth existed = Existed(row, day);
  std::vector<NameOn> names;
  Truth printed = existed;
  for (const Name& name : row.names) {
    const bool replaces = name.kind == NameKind::kOfficial || name.kind == NameKind::kFormer;
    if (replaces && name.span && HoldsAt(*name.span, day) == Truth::kCertain) {
      printed = And(printed, Truth::kPossible);
    }
  }
  const auto add = [&](std::string_view text, std::optional<NameKind> kind,
                       std::string_view language, Truth truth) {
    if (truth != Truth::kNo) names.push_back(NameOn{text, kind, language, truth});
  };
  add(row.name, std::nullopt, {}, printed);
  for (const Name& name : row.names) {
    const Truth undated = name.kind == NameKind::kFormer ? And(existed, Truth::kPossible) : existed;
    add(name.text, name.kind, name.language, name.span ? HoldsAt(*name.span, day) : undated);
  }
  return names;
}

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_NAMES_ON_H_
