#include "src/io/text_form_schema.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "casus/event/details.h"

namespace casus::text_form {
namespace {

template <typename Row>
void AppendHeads(std::vector<FileHeads>& files) {
  const auto heads = HeadsOf(Spec<Row>::kColumns);
  files.push_back({Spec<Row>::kFile, {heads.begin(), heads.end()}});
  std::apply(
      [&](const auto&... side) {
        (files.push_back({side.name, side.Heads()}), ...);
      },
      Spec<Row>::kSides);
}

template <typename... Rows>
std::vector<FileHeads> HeadsOfAll(TypeList<Rows...>) {
  std::vector<FileHeads> files;
  (AppendHeads<Rows>(files), ...);
  return files;
}

}  // namespace

void DetailsFile::Read(const Record& record, const Keys& keys, Event& event, std::uint32_t number,
                       Seen& seen) const {
  const std::string_view name_of_field = record.cells[kField];
  const std::string_view text = record.cells[kValue];
  if (name_of_field.empty()) {
    record.report(kField, Error(ErrorCode::kParse, "must not be empty"));
    return;
  }
  if (std::holds_alternative<std::monostate>(event.details)) {
    event.details = EmptyDetails(event.type);
  }
  bool found = false;
  std::string known;
  const auto read = [&](auto& field) {
    using T = std::remove_cvref_t<decltype(field)>;
    if (!kIsList<T> && !seen.emplace(number, std::string(name_of_field)).second) {
      record.report(kField, Error(ErrorCode::kDuplicate, "given twice for one event"));
      return;
    }
    Result<void> result;
    if constexpr (kIsList<T>) {
      auto item = Blank<typename T::value_type>();
      result = Codec<typename T::value_type>::Read(text, keys, item);
      if (result.ok()) field.push_back(std::move(item));
    } else if (!text.empty()) {
      result = Codec<T>::Read(text, keys, field);
    }
    if (!result.ok()) record.report(kValue, result.error());
  };
  std::visit(
      [&](auto& details) {
        ForEachField(details, [&](std::string_view name_of, auto& field) {
          known += known.empty() ? "" : ", ";
          known += name_of;
          if (name_of != name_of_field) return;
          found = true;
          read(field);
        });
      },
      event.details);
  if (found) return;
  const std::string type(ToString(event.type));
  record.report(kField, Error(ErrorCode::kParse,
                              known.empty() ? "an event of type " + type + " has no details"
                                            : "not a field of an event of type " + type +
                                                  ", which has: " + known));
}

Result<void> DetailsFile::Write(const Event& event, const Keys& keys, RecordSink sink) const {
  std::array<std::string, 2> cells;
  std::string first;
  bool any = false;
  Result<void> result;
  const auto write = [&](std::string_view name_of_field) {
    cells[0] = name_of_field;
    any = true;
    if (result.ok()) result = sink(cells);
  };
  std::visit(
      [&](const auto& details) {
        ForEachField(details, [&](std::string_view name_of_field, const auto& field) {
          using T = std::remove_cvref_t<decltype(field)>;
          if (first.empty()) first = name_of_field;
          const auto cell = [&](const auto& value) {
            cells[1].clear();
            const Result<void> written = WriteField(value, keys, cells[1]);
            if (!written.ok() && result.ok()) {
              result = written.error().At(InField(name_of_field));
            }
          };
          if constexpr (kIsList<T>) {
            for (const auto& item : field) {
              cell(item);
              write(name_of_field);
            }
          } else {
            cell(field);
            if (!cells[1].empty()) write(name_of_field);
          }
        });
      },
      event.details);
  if (!first.empty() && !any) {
    cells[1].clear();
    write(first);
  }
  return result;
}

const std::vector<FileHeads>& AllFiles() {
  static const std::vector<FileHeads> files = HeadsOfAll(AllRows{});
  return files;
}

bool IsFileOfTextForm(std::string_view name) {
  const std::vector<FileHeads>& files = AllFiles();
  return std::any_of(files.begin(), files.end(),
                     [&](const FileHeads& file) { return file.name == name; });
}

}  // namespace casus::text_form
