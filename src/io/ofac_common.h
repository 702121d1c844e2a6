#ifndef CASUS_SRC_IO_OFAC_COMMON_H_
#define CASUS_SRC_IO_OFAC_COMMON_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/importer.h"
#include "src/io/list_staging.h"

// What the readers of OFAC's lists share: what becomes of an entry, whatever file says it. So a
// list read from CSV one day and from XML the next has the same keys, codes, regimes, designations
// and measures.

namespace casus::internal {

enum class OfacList : std::uint8_t { kSdn, kNonSdn, kUnknown };

// As it stands in keys and notes: "sdn", "cons", "list".
std::string_view TokenOf(OfacList list);
// For sources.
std::string_view TitleOf(OfacList list);
// Which list a file holds by its name: "sdn" or, first, `non_sdn` in it, in any case.
OfacList OfacListOf(const std::string& file, std::string_view non_sdn);

// The names that the notes of actors give to fields that several formats have.
inline constexpr std::string_view kOfacTitle = "Title";
inline constexpr std::string_view kOfacType = "SDN_Type";
inline constexpr std::string_view kOfacCallSign = "Call_Sign";
inline constexpr std::string_view kOfacVesselType = "Vess_type";
inline constexpr std::string_view kOfacTonnage = "Tonnage";
inline constexpr std::string_view kOfacGrt = "GRT";
inline constexpr std::string_view kOfacFlag = "Vess_flag";
inline constexpr std::string_view kOfacOwner = "Vess_owner";
inline constexpr std::string_view kOfacRemarks = "Remarks";

// "SURNAME, Given", or the one of them that is there.
std::string OfacName(std::string_view surname, std::string_view given);

// "Strelsau 1000 | Zenda | Ruritania | remarks": blanks at the end are left out.
std::string OfacAddress(std::string_view street, std::string_view city, std::string_view country,
                        std::string_view remarks = {});

// "Passport 71 (Oz) issued 01 Feb 2010 expires 31 Jan 2020": a number as the remarks write it.
std::string OfacNumber(std::string_view kind, std::string_view number, std::string_view country,
                       std::string_view issued, std::string_view expires);

// Where something stands in the file.
struct OfacPlace {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::string_view field;  // must outlive the reading
};

// An item of remarks (ofac_remarks.h), or what another format says apart, in their words.
struct OfacItem {
  std::string text;
  bool may_end_in_stop = false;  // a full stop at its end may not belong to it
  OfacPlace place;
};

// An entry's place on a list. Files without days of listing have one for each entry.
//
// The day is that of the entry. In its only programme it is designated since then; of several,
// nobody says which came later: each of them began on that day or after it, and a designation of
// no programme, which is for the entry itself, on that day.
struct OfacListing {
  OfacPlace place;
  OfacList list = OfacList::kUnknown;
  std::string list_name;  // of one of the non-SDN lists, where the file says which
  std::vector<std::string> programmes;
  std::optional<Moment> listed;
  std::vector<Moment> amended;
  std::vector<Measure> measures;  // of the entry, whatever the programme
  std::string note;               // of all its designations
};

// What a file says of one entry.
struct OfacEntry {
  OfacPlace place;
  std::string locator;  // "ent_num 36"
  std::string number;
  std::string name;
  std::string type;  // "individual", "vessel", "aircraft", another word, or empty: an entity
  std::vector<Name> aliases;
  std::vector<Code> codes;
  Span life = Span::Unknown();
  std::vector<OfacItem> items;
  std::optional<OfacItem> owner;  // its name
  std::vector<OfacListing> listings;
  std::string note;
};

// A relation between entries that the file names by their numbers.
struct OfacRelation {
  OfacPlace place;
  std::size_t from = 0;  // entries
  std::size_t to = 0;
  RelationKind kind = RelationKind::kActsFor;
  std::string word;  // OFAC's: "Owned or Controlled By"
  bool is_over = false;
  std::string note;
};

// The entries of a file, kept apart until it is read to its end. Not thread-safe.
class OfacEntries {
 public:
  // `list` is that of the file. All must outlive the entries.
  OfacEntries(OfacList list, const std::string& file, ChronicleBuilder& builder, IssueLog& issues)
      : list_(list), file_(file), builder_(builder), staging_(builder), issues_(issues) {}

  // Is there an entry of the number, here or, of the same list, in the builder?
  bool Has(const std::string& number) const;
  // REQUIRES: !Has(entry.number). The number of the entry, as relations name it. Gives it a note of
  // its list, before its own.
  std::size_t Add(OfacEntry entry);
  OfacEntry& entry(std::size_t index) { return entries_[index]; }
  std::size_t size() const { return entries_.size(); }
  // Reads the items of an entry, which are then gone, and warns of what is wrong with them. Finish
  // does it for entries of which all items were not there before.
  void ReadItems(std::size_t index);

  // Leaves out one that is there already, with a note.
  void AddRelation(OfacRelation relation) { relations_.push_back(std::move(relation)); }

  // Moves rows for all of it into the builder, with what is found wrong on the way. Without the day
  // of the list nothing is known of when most of it held.
  void Finish(Source source, const std::optional<Moment>& list_day);

 private:
  struct Directive {
    std::optional<Moment> listed;
    std::optional<Moment> effective;
    OfacPlace place;
  };
  // What the items of an entry say of its designations and links.
  struct Remarks {
    std::vector<OfacItem> linked_to;
    std::vector<std::string> secondary;
    std::map<std::pair<std::string, std::string>, Directive> directives;  // by order and number
  };

  void Issue(Severity severity, const OfacPlace& place, std::string_view text, std::string message,
             std::string action);
  Regime RegimeOf(OfacList list, const std::string& programme) const;
  void AddDesignations(const OfacEntry& entry, ActorId target, const Remarks& remarks);
  void AddListing(const OfacEntry& entry, const OfacListing& listing, ActorId target,
                  const Remarks& remarks,
                  std::set<std::pair<std::string, std::string>>& placed_directives);
  void AddDesignation(const OfacEntry& entry, const OfacListing& listing,
                      const std::string& programme, ActorId target, const Remarks& remarks,
                      std::string key, Designation designation, const Directive& dates,
                      bool is_sole);
  void AddLink(std::size_t from, const OfacItem& item, std::string_view name, RelationKind kind);
  void AddRelationRow(const OfacRelation& relation);

  const OfacList list_;
  const std::string& file_;
  ChronicleBuilder& builder_;
  ListStaging staging_;
  IssueLog& issues_;
  std::vector<OfacEntry> entries_;
  std::vector<Remarks> remarks_;  // of the entries
  std::vector<OfacRelation> relations_;
  absl::flat_hash_map<std::string, std::size_t> entry_of_;            // by number
  absl::flat_hash_map<std::string, std::vector<std::size_t>> named_;  // by name in lower case
  absl::flat_hash_map<std::string, std::string> designation_lists_;   // names, by key
  std::vector<ActorId> actors_;                                       // of the entries
  std::optional<Moment> list_day_;
  ActorId office_{0};
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_OFAC_COMMON_H_
