// Shows: a place day by day. Who controlled Kherson from February to November 2022, by whose word,
// on which days sources agree and on which they don't; and where it was fought over.
//
//   example_12_kherson_day_by_day [FOLDER [CODIFIER LIST]]
//
// With Ukraine's codifier of units (KATOTTG) and its list of territories (Order 376) the same is
// asked of the list itself, in which the town has no row: its community has.

#include <casus/casus.h>

#include <iostream>
#include <string>
#include <vector>

#include "bundled.h"

namespace {

const casus::Period kWhen =
    casus::Period::Of(casus::Day::FromYmd(2022, 2, 20), casus::Day::FromYmd(2022, 11, 21));

// "Russia [ua-order-376, ru-mod-site]", and what else the first of them says of it.
std::string InWords(const casus::Chronicle& chronicle, const casus::Opinion& opinion) {
  std::string words;
  for (const casus::ActorId holder : opinion.holders) {
    words += (words.empty() ? "" : " and ") + chronicle.actor(holder).name;
  }
  words += words.empty() ? "nobody named [" : " [";
  for (std::size_t i = 0; i < opinion.statuses.size(); ++i) {
    words += (i == 0 ? "" : ", ") + chronicle.SourceOf(opinion.statuses[i]).key;
  }
  words += ']';
  const casus::TerritorialStatus& first = chronicle.status(opinion.statuses.front());
  if (first.security != casus::SecurityStatus::kNotSaid) {
    words += ", ";
    words += ToString(first.security);
  }
  return words;
}

void PrintSpells(const casus::TerritoryIndex& index, casus::PlaceId place, casus::Axis axis) {
  const casus::Chronicle& chronicle = index.chronicle();
  std::cout << "\n" << chronicle.place(place).name << ": " << ToString(axis) << '\n';
  for (const casus::OpinionSpell& spell : index.Opinions(place, axis, kWhen)) {
    std::cout << spell.period.first() << " to " << spell.period.last() - 1;
    if (spell.opinions.size() > 1) std::cout << ", sources disagree";
    std::cout << '\n';
    if (spell.opinions.empty() && spell.others.empty()) {
      std::cout << "            no source says\n";
    }
    for (const casus::Opinion& opinion : spell.opinions) {
      std::cout << Margin(casus::Truth::kCertain) << InWords(chronicle, opinion);
      if (opinion.witnesses > 1) std::cout << ", " << opinion.witnesses << " witnesses";
      std::cout << '\n';
    }
    for (const casus::PlaceStatus& other : spell.others) {
      std::cout << Margin(other.truth) << casus::Describe(chronicle, other.status)
                << (other.of_part ? ", a part [" : " [") << chronicle.SourceOf(other.status).key
                << "]\n";
    }
  }
}

void Answer(const casus::Chronicle& chronicle, const char* key) {
  const casus::PlaceId town = Known(chronicle.FindPlace(key), key);
  const auto index = casus::TerritoryIndex::Build(chronicle);
  PrintSpells(index, town, casus::Axis::kControl);
  PrintSpells(index, town, casus::Axis::kContest);
}

}  // namespace

int main(int argc, char** argv) {
  Answer(ReadOrExit(argc > 1 ? argv[1] : "examples/data/russia-ukraine"), "kherson");
  if (argc < 4) return 0;

  // The codifier first: the list names units by its codes.
  casus::ChronicleBuilder builder;
  for (const char* const path : {argv[2], argv[3]}) {
    const casus::ImportReport report = OrExit(casus::Import("auto", path, {}, builder));
    std::cout << '\n' << path << ": " << report.format << ", " << report.kept << " records\n";
    for (const casus::Issue& issue : report.issues.issues()) std::cerr << issue << '\n';
  }
  Answer(OrExit(builder.Build()), "katottg:UA65100150010064384");
}
