#include "src/io/text_form_keys.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "casus/base/tokens.h"

namespace casus::text_form {

std::string FileOf(Table table) { return std::string(ToString(table)) + ".csv"; }

void Keys::Add(Table table, std::string_view key, bool stands) {
  Rows& rows = tables_[Index(table)];
  rows.versions[key].push_back(static_cast<std::uint32_t>(rows.keys.size()));
  rows.keys.push_back(key);
  rows.stands.push_back(stands);
}

std::uint32_t Keys::Bare(const Rows& rows, const absl::InlinedVector<std::uint32_t, 2>& versions) {
  for (std::size_t i = versions.size(); i-- > 0;) {
    if (rows.stands[versions[i]]) return versions[i];
  }
  return versions.back();
}

Result<std::uint32_t> Keys::Find(Table table, std::string_view reference) const {
  const Rows& rows = tables_[Index(table)];
  const std::size_t at = reference.find('@');
  const std::string_view key = reference.substr(0, at);
  const auto found = rows.versions.find(key);
  if (found == rows.versions.end()) {
    if (!rows.complete) return Error(ErrorCode::kCancelled, "not judged");
    return Error(ErrorCode::kBadReference, "no row of " + FileOf(table) + " has this key", {},
                 std::string(reference));
  }
  if (at == std::string_view::npos) return Bare(rows, found->second);

  const std::string_view number = reference.substr(at + 1);
  std::uint32_t version = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), version);
  if (error == std::errc() && end == number.data() + number.size() && version != 0 &&
      version <= found->second.size()) {
    return found->second[version - 1];
  }
  if (!rows.complete) return Error(ErrorCode::kCancelled, "not judged");
  return Error(ErrorCode::kBadReference,
               FileOf(table) + " holds " + std::to_string(found->second.size()) +
                   " version(s) of this key, counted from @1",
               AtColumn(at + 1), std::string(reference));
}

std::string Keys::Reference(Table table, std::uint32_t row) const {
  const Rows& rows = tables_[Index(table)];
  const std::string_view key = rows.keys[row];
  const auto& versions = rows.versions.find(key)->second;
  if (Bare(rows, versions) == row) return std::string(key);
  std::size_t version = 0;
  while (versions[version] != row) ++version;
  return std::string(key) + "@" + std::to_string(version + 1);
}

}  // namespace casus::text_form
