#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "casus/base/error.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/delimited.h"
#include "src/io/text_form_cells.h"
#include "src/io/text_form_files.h"
#include "src/io/text_form_keys.h"
#include "src/io/text_form_schema.h"
#include "src/io/utf8.h"

namespace casus::text_form {
namespace {

template <typename Row>
requires(!std::is_same_v<Row, Event>) std::span<const Row> Rows(const Chronicle& chronicle) {
  if constexpr (std::is_same_v<Row, Source>) return chronicle.sources();
  if constexpr (std::is_same_v<Row, Actor>) return chronicle.actors();
  if constexpr (std::is_same_v<Row, Relation>) return chronicle.relations();
  if constexpr (std::is_same_v<Row, Place>) return chronicle.places();
  if constexpr (std::is_same_v<Row, Observation>) return chronicle.observations();
  if constexpr (std::is_same_v<Row, Regime>) return chronicle.regimes();
  if constexpr (std::is_same_v<Row, Instrument>) return chronicle.instruments();
  if constexpr (std::is_same_v<Row, Designation>) return chronicle.designations();
  if constexpr (std::is_same_v<Row, Exemption>) return chronicle.exemptions();
  if constexpr (std::is_same_v<Row, TerritorialStatus>) return chronicle.statuses();
  if constexpr (std::is_same_v<Row, Process>) return chronicle.processes();
  if constexpr (std::is_same_v<Row, Agreement>) return chronicle.agreements();
  if constexpr (std::is_same_v<Row, Position>) return chronicle.positions();
  if constexpr (std::is_same_v<Row, Claim>) return chronicle.claims();
  if constexpr (std::is_same_v<Row, Coverage>) return chronicle.coverage();
}

// A file in the making: empty until its first record.
struct Draft {
  std::string_view name;
  std::vector<Head> heads;
  std::string bytes;

  Result<void> Append(std::span<const std::string_view> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t wrong = internal::FindInvalidUtf8(cells[i]);
      if (wrong != std::string_view::npos || cells[i].find('\0') != std::string_view::npos) {
        return Error(ErrorCode::kInvalidArgument, "a text that is not UTF-8, or holds a NUL",
                     InField(heads[i].name), internal::Excerpt(cells[i]));
      }
    }
    if (bytes.empty()) {
      std::vector<std::string_view> names;
      for (const Head& head : heads) names.push_back(head.name);
      AppendCsvRecord(bytes, names);
    }
    AppendCsvRecord(bytes, cells);
    return {};
  }
};

class FolderWriter {
 public:
  FolderWriter(const Chronicle& chronicle, FileSink sink) : chronicle_(chronicle), sink_(sink) {
    AddAllKeys(AllRows{});
  }

  Result<void> Write() { return WriteAll(AllRows{}); }

 private:
  template <typename... Each>
  void AddAllKeys(TypeList<Each...>) {
    (AddKeys<Each>(), ...);
  }
  template <typename Row>
  void AddKeys() {
    if constexpr (std::is_same_v<Row, Event>) {
      for (std::uint32_t i = 0; i < chronicle_.event_count(); ++i) {
        const EventView event = chronicle_.event(EventId(i));
        keys_.Add(Table::kEvents, event.key(), event.known().superseded == Day::EndOfTime());
      }
    } else if constexpr (std::is_same_v<Row, Source>) {
      for (const Source& row : chronicle_.sources()) keys_.Add(Table::kSources, row.key, true);
    } else if constexpr (kTableOf<Row>.has_value()) {
      for (const Row& row : Rows<Row>(chronicle_)) {
        keys_.Add(*kTableOf<Row>, row.fact.key, !row.fact.superseded.has_value());
      }
    }
  }

  template <typename... Each>
  Result<void> WriteAll(TypeList<Each...>) {
    Result<void> result;
    ((result = result.ok() ? WriteTable<Each>() : result), ...);
    return result;
  }

  template <typename Row>
  Result<void> WriteTable() {
    std::vector<Draft> drafts;
    const auto heads = HeadsOf(Spec<Row>::kColumns);
    drafts.push_back({Spec<Row>::kFile, {heads.begin(), heads.end()}, {}});
    std::apply(
        [&](const auto&... side) {
          (drafts.push_back({side.name, side.Heads(), {}}), ...);
        },
        Spec<Row>::kSides);

    if constexpr (std::is_same_v<Row, Event>) {
      for (std::uint32_t i = 0; i < chronicle_.event_count(); ++i) {
        const Result<void> result = WriteRow(chronicle_.event(EventId(i)).Record(), i, drafts);
        if (!result.ok()) return result;
      }
    } else {
      std::uint32_t number = 0;
      for (const Row& row : Rows<Row>(chronicle_)) {
        const Result<void> result = WriteRow(row, number++, drafts);
        if (!result.ok()) return result;
      }
    }
    for (const Draft& draft : drafts) {
      if (draft.bytes.empty()) continue;
      const Result<void> result = sink_(draft.name, draft.bytes);
      if (!result.ok()) return result;
    }
    return {};
  }

  template <typename Row>
  Result<void> WriteRow(const Row& row, std::uint32_t number, std::vector<Draft>& drafts) {
    constexpr std::size_t kWidth = Spec<Row>::kColumns.size();
    std::array<std::string, kWidth> cells;
    std::size_t file = 0;
    Result<void> result = WriteCells(Spec<Row>::kColumns, row, keys_, cells);
    if (result.ok()) {
      const std::vector<std::string_view> views(cells.begin(), cells.end());
      result = drafts[file].Append(views);
    }
    std::apply(
        [&](const auto&... side) {
          ((result = result.ok() ? WriteSide(side, row, number, drafts[++file]) : result), ...);
        },
        Spec<Row>::kSides);
    if (result.ok()) return result;
    // There is no file yet: the row is named by its key.
    return Error(result.error().code(), result.error().message() + " (in row " + cells[0] + ")",
                 result.error().At(InFile(std::string(drafts[file].name))).where(),
                 result.error().text());
  }

  template <typename Side, typename Owner>
  Result<void> WriteSide(const Side& side, const Owner& owner, std::uint32_t number, Draft& draft) {
    std::vector<std::string_view> views;
    std::string reference;
    const auto append = [&](std::span<const std::string> cells) {
      if (reference.empty()) reference = keys_.Reference(*kTableOf<Owner>, number);
      views.assign({reference});
      views.insert(views.end(), cells.begin(), cells.end());
      return draft.Append(views);
    };
    return side.Write(owner, keys_, append);
  }

  const Chronicle& chronicle_;
  FileSink sink_;
  Keys keys_;
};

}  // namespace

Result<void> WriteFiles(const Chronicle& chronicle, FileSink sink) {
  return FolderWriter(chronicle, sink).Write();
}

}  // namespace casus::text_form
