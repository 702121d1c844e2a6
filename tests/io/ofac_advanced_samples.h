#ifndef CASUS_TESTS_IO_OFAC_ADVANCED_SAMPLES_H_
#define CASUS_TESTS_IO_OFAC_ADVANCED_SAMPLES_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

// Documents of the Advanced Sanctions List Standard: by hand for tests of single things, and of any
// size from a seed.

namespace casus_test {

inline constexpr const char* kAdvancedNamespace =
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML";

// The sections of a document, each without its outer element. Parties and the sections behind them
// begin a line for each.
struct AdvancedSections {
  std::string locations;
  std::string documents;
  std::string parties;
  std::string relationships;
  std::string entries;
  std::string name_space = kAdvancedNamespace;
};

// With the words of the numbers that are used here, all on its second line, and 10 January 2020 as
// its day.
inline std::string AdvancedDocument(const AdvancedSections& sections) {
  const auto set = [](const std::string& name,
                      const std::vector<std::pair<std::string, std::string>>& values) {
    std::string text = "<" + name + "Values>";
    for (const auto& [attributes, word] : values) {
      text += "<" + name + " ID=\"" + attributes + "\">" + word + "</" + name + ">";
    }
    return text + "</" + name + "Values>";
  };
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?><Sanctions xmlns=\"" + sections.name_space +
         "\" Version=\"3\">\n<DateOfIssue CalendarTypeID=\"1\"><Year>2020</Year><Month>1</Month>"
         "<Day>10</Day></DateOfIssue><ReferenceValueSets>" +
         set("AliasType",
             {{"1400", "A.K.A."}, {"1401", "F.K.A."}, {"1402", "N.K.A."}, {"1403", "Name"}}) +
         set("CalendarType", {{"1", "Gregorian"}, {"2", "Islamic"}}) +
         set("Country", {{"11", "Ruritania"}, {"12", "Oz"}}) + set("AreaCode", {{"11", "RU"}}) +
         set("DetailReference", {{"91", "Male"},
                                 {"92", "Subject to Directive 3"},
                                 {"93", "Subject to Secondary Sanctions"}}) +
         set("EntryEventType", {{"1", "Created"}, {"2", "Amended"}, {"3", "Reviewed"}}) +
         set("FeatureType", {{"3", "Vessel Flag"},
                             {"4", "Vessel Owner"},
                             {"8", "Birthdate"},
                             {"9", "Place of Birth"},
                             {"10", "Nationality Country"},
                             {"13", "SWIFT/BIC"},
                             {"25", "Location"},
                             {"26", "Title"},
                             {"125", "Additional Sanctions Information -"},
                             {"204", "Organization Established Date"},
                             {"224", "Gender"},
                             {"344", "Digital Currency Address - XBT"},
                             {"504", "Executive Order 13662 Directive Determination -"},
                             {"600", "Listing Date (EO 13662 Directive 3):"},
                             {"601", "Effective Date (EO 13662 Directive 3):"}}) +
         set("IDRegDocDateType",
             {{"1480", "Issue Date"}, {"1481", "Expiration Date"}, {"1482", "Review Date"}}) +
         set("IDRegDocType", {{"1571", "Passport"},
                              {"1596", "Tax ID No."},
                              {"1626", "Vessel Registration Identification"}}) +
         set("LegalBasis", {{"1", "Unknown"}, {"1828", "Executive Order 13224 (Terrorism)"}}) +
         set("List", {{"1550", "SDN List"},
                      {"91507", "Sectoral Sanctions Identifications List"},
                      {"91512", "Non-SDN Menu-Based Sanctions List"},
                      {"91000", "Consolidated List"}}) +
         set("LocPartType",
             {{"1", "Unknown"}, {"1451", "ADDRESS1"}, {"1454", "CITY"}, {"1456", "POSTAL CODE"}}) +
         set("NamePartType", {{"1520", "Last Name"},
                              {"1521", "First Name"},
                              {"1522", "Middle Name"},
                              {"1525", "Entity Name"},
                              {"1526", "Vessel Name"},
                              {"1528", "Nickname"},
                              {"91708", "Patronymic"},
                              {"91709", "Matronymic"}}) +
         set("PartySubType", {{"1\" PartyTypeID=\"4", "Vessel"},
                              {"2\" PartyTypeID=\"4", "Aircraft"},
                              {"3\" PartyTypeID=\"2", "Unknown"},
                              {"4\" PartyTypeID=\"1", "Unknown"},
                              {"5\" PartyTypeID=\"5", "Ghost"}}) +
         set("PartyType",
             {{"1", "Individual"}, {"2", "Entity"}, {"4", "Transport"}, {"5", "Spirit"}}) +
         set("RelationQuality", {{"1542", "Low"}}) +
         set("RelationType", {{"1555", "Associate Of"},
                              {"15001", "Providing support to"},
                              {"15002", "Acting for or on behalf of"},
                              {"15003", "Owned or Controlled By"},
                              {"15004", "Family member of"},
                              {"91422", "playing a significant role in"},
                              {"91725", "Leader or official of"},
                              {"91900", "Principal Executive Officer"},
                              {"92019", "Owns, controls, or operates"},
                              {"92122", "Property in the interest of"},
                              {"99999", "Rival of"}}) +
         set("Reliability", {{"1", "Unknown"}, {"1561", "Low"}}) +
         set("SanctionsType", {{"1", "Program"}, {"1705", "Block"}, {"1706", "Frown"}}) +
         set("Script", {{"160", "Arabic"}, {"215", "Latin"}, {"220", "Cyrillic"}}) +
         set("Validity", {{"1", "Valid"}, {"2", "Fraudulent"}}) +
         "</ReferenceValueSets>\n<Locations>" + sections.locations +
         "</Locations><IDRegDocuments>" + sections.documents +
         "</IDRegDocuments>\n<DistinctParties>\n" + sections.parties +
         "</DistinctParties><ProfileRelationships>\n" + sections.relationships +
         "</ProfileRelationships><SanctionsEntries>\n" + sections.entries +
         "</SanctionsEntries></Sanctions>\n";
}

// A part of a name, in the group of its type. Scripts by their numbers.
struct AdvancedPart {
  std::string type;
  std::string text;
  std::string script = "215";
};
inline std::string AdvancedName(const std::vector<AdvancedPart>& parts) {
  std::string text = "<DocumentedName ID=\"1\" DocNameStatusID=\"1\">";
  for (const AdvancedPart& part : parts) {
    text += "<DocumentedNamePart><NamePartValue NamePartGroupID=\"7" + part.type +
            "\" ScriptID=\"" + part.script + "\" ScriptStatusID=\"1\" Acronym=\"false\">" +
            part.text + "</NamePartValue></DocumentedNamePart>";
  }
  return text + "</DocumentedName>";
}
inline std::string AdvancedAlias(const std::string& type, const std::string& names,
                                 bool is_primary = false, bool is_low = false) {
  const auto word = [](bool is) { return std::string(is ? "true" : "false"); };
  return "<Alias FixedRef=\"1\" AliasTypeID=\"" + type + "\" Primary=\"" + word(is_primary) +
         "\" LowQuality=\"" + word(is_low) + "\">" + names + "</Alias>";
}
// The groups have the number of their type with a 7 before it.
inline std::string AdvancedParty(const std::string& uid, const std::string& sub_type,
                                 const std::string& aliases, const std::string& features = "") {
  std::string groups;
  for (const char* const type :
       {"1520", "1521", "1522", "1525", "1526", "1528", "91708", "91709"}) {
    groups += std::string("<MasterNamePartGroup><NamePartGroup ID=\"7") + type +
              "\" NamePartTypeID=\"" + type + "\" /></MasterNamePartGroup>";
  }
  return "<DistinctParty FixedRef=\"" + uid + "\"><Comment /><Profile ID=\"" + uid +
         "\" PartySubTypeID=\"" + sub_type + "\"><Identity ID=\"9" + uid + "\" FixedRef=\"" + uid +
         "\" Primary=\"true\" False=\"false\">" + aliases + "<NamePartGroups>" + groups +
         "</NamePartGroups></Identity>" + features + "</Profile></DistinctParty>\n";
}
// A company of a name.
inline std::string AdvancedEntity(const std::string& uid, const std::string& name,
                                  const std::string& features = "") {
  return AdvancedParty(uid, "3", AdvancedAlias("1403", AdvancedName({{"1525", name}}), true),
                       features);
}
inline std::string AdvancedDate(int year, int month, int day) {
  return "<Year>" + std::to_string(year) + "</Year><Month>" + std::to_string(month) +
         "</Month><Day>" + std::to_string(day) + "</Day>";
}
// A Start or End from one date to another.
inline std::string AdvancedBoundary(const std::string& name, const std::string& from,
                                    const std::string& to, bool is_approximate = false) {
  return "<" + name + " Approximate=\"" + (is_approximate ? "true" : "false") + "\"><From>" + from +
         "</From><To>" + to + "</To></" + name + ">";
}
// Between two days that are known.
inline std::string AdvancedPeriod(const std::string& first, const std::string& last,
                                  bool is_approximate = false) {
  return "<DatePeriod CalendarTypeID=\"1\" YearFixed=\"false\">" +
         AdvancedBoundary("Start", first, first, is_approximate) +
         AdvancedBoundary("End", last, last, is_approximate) + "</DatePeriod>";
}
inline std::string AdvancedFeature(const std::string& type, const std::string& value) {
  return "<Feature ID=\"1\" FeatureTypeID=\"" + type +
         "\"><FeatureVersion ID=\"2\" ReliabilityID=\"1\"><Comment />" + value +
         "</FeatureVersion><IdentityReference IdentityID=\"3\" IdentityFeatureLinkTypeID=\"1\" />"
         "</Feature>";
}
inline std::string AdvancedDetail(const std::string& text) {
  return "<VersionDetail DetailTypeID=\"1432\">" + text + "</VersionDetail>";
}
inline std::string AdvancedReference(const std::string& id) {
  return "<VersionDetail DetailTypeID=\"1431\" DetailReferenceID=\"" + id + "\" />";
}
inline std::string AdvancedRelationship(const std::string& from, const std::string& type,
                                        const std::string& to, const std::string& more = "") {
  return "<ProfileRelationship ID=\"1\" From-ProfileID=\"" + from + "\" To-ProfileID=\"" + to +
         "\" RelationTypeID=\"" + type + "\"" + more +
         " SanctionsEntryID=\"1\"><Comment /></ProfileRelationship>\n";
}
inline std::string AdvancedEvent(const std::string& type, const std::string& date,
                                 const std::string& basis = "1") {
  return "<EntryEvent ID=\"1\" EntryEventTypeID=\"" + type + "\" LegalBasisID=\"" + basis +
         "\"><Comment /><Date CalendarTypeID=\"1\">" + date + "</Date></EntryEvent>";
}
inline std::string AdvancedMeasure(const std::string& type, const std::string& comment = "") {
  return "<SanctionsMeasure ID=\"1\" SanctionsTypeID=\"" + type + "\"><Comment>" + comment +
         "</Comment><DatePeriod CalendarTypeID=\"1\" /></SanctionsMeasure>";
}
inline std::string AdvancedEntry(const std::string& profile, const std::string& list,
                                 const std::string& content) {
  return "<SanctionsEntry ID=\"" + profile + "\" ProfileID=\"" + profile + "\" ListID=\"" + list +
         "\">" + content + "</SanctionsEntry>\n";
}
// On the SDN list since 4 March 2018 in these programmes.
inline std::string AdvancedSdn(const std::string& profile,
                               const std::vector<std::string>& programmes) {
  std::string content = AdvancedEvent("1", AdvancedDate(2018, 3, 4)) + AdvancedMeasure("1705");
  for (const std::string& programme : programmes) content += AdvancedMeasure("1", programme);
  return AdvancedEntry(profile, "1550", content);
}

// What a generated party is, for a test to know.
struct AdvancedExpected {
  std::string number;
  std::string name;
  std::size_t weak = 0;
  std::size_t original = 0;  // names in another script
  std::size_t documents = 0;
  std::size_t programmes = 0;
  int listed_year = 0;
  std::size_t owned_by = 0;  // relations in which it is the asset
};

// A list of so many parties, each with so many features more than its own: the published file has
// some 6,500 bytes a party, of which a feature takes 330.
inline std::string GenerateAdvanced(std::size_t count, std::uint32_t seed,
                                    std::size_t more_features,
                                    std::vector<AdvancedExpected>* expected = nullptr) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
  AdvancedSections sections;
  for (std::size_t i = 0; i < count; ++i) {
    AdvancedExpected one;
    one.number = std::to_string(1000 + i);
    const bool is_person = below(2) == 0;
    const std::string word = std::to_string(random());
    std::string aliases;
    if (is_person) {
      one.name = "ZENDA" + word + ", Rupert Count";
      aliases = AdvancedAlias(
          "1403",
          AdvancedName({{"1520", "ZENDA" + word}, {"1521", "Rupert"}, {"1522", "Count"}}) +
              AdvancedName({{"1520", "\xD0\xA0" + word, "220"}}),
          true);
      one.original = 1;
    } else {
      one.name = "AERO " + word;
      aliases = AdvancedAlias("1403", AdvancedName({{"1525", one.name}}), true);
    }
    for (std::size_t k = below(4); k > 0; --k) {
      const bool is_low = below(3) == 0;
      one.weak += is_low ? 1 : 0;
      aliases += AdvancedAlias(
          "1400", AdvancedName({{"1525", "AKA " + std::to_string(k) + " " + word}}), false, is_low);
    }
    one.documents = below(3);
    for (std::size_t k = 0; k < one.documents; ++k) {
      sections.documents += "<IDRegDocument ID=\"" + std::to_string(2 * i + k) +
                            "\" IDRegDocTypeID=\"1571\" IdentityID=\"9" + one.number +
                            "\" IssuedBy-CountryID=\"12\" ValidityID=\"1\"><Comment />"
                            "<IDRegistrationNo>" +
                            std::to_string(random()) + "</IDRegistrationNo></IDRegDocument>\n";
    }
    const std::string location = std::to_string(i);
    sections.locations +=
        "<Location ID=\"" + location +
        "\"><LocationCountry CountryID=\"11\" /><LocationPart "
        "LocPartTypeID=\"1454\"><LocationPartValue Primary=\"true\"><Value>Zenda " +
        location + "</Value></LocationPartValue></LocationPart></Location>\n";
    std::string features =
        AdvancedFeature("25", "<VersionLocation LocationID=\"" + location + "\" />");
    for (std::size_t k = 0; k < more_features; ++k) {
      features += AdvancedFeature("26", AdvancedDetail("Count of Hentzau " + std::to_string(k)));
    }
    if (is_person) {
      const int year = 1940 + static_cast<int>(below(50));
      features += AdvancedFeature(
          "8", AdvancedPeriod(AdvancedDate(year, 1, 1), AdvancedDate(year, 12, 31)));
    }
    sections.parties += AdvancedParty(one.number, is_person ? "4" : "3", aliases, features);
    one.programmes = 1 + below(2);
    one.listed_year = 2000 + static_cast<int>(below(19));
    std::string content =
        AdvancedEvent("1", AdvancedDate(one.listed_year, 5, 6)) + AdvancedMeasure("1705");
    for (std::size_t k = 0; k < one.programmes; ++k) {
      content += AdvancedMeasure("1", "PROGRAMME-" + std::to_string(k + below(20) * 2));
    }
    sections.entries += AdvancedEntry(one.number, "1550", content);
    if (i > 0 && !is_person && below(2) == 0) {
      one.owned_by = 1;
      sections.relationships +=
          AdvancedRelationship(one.number, "15003", std::to_string(1000 + below(i)));
    }
    if (expected != nullptr) expected->push_back(std::move(one));
  }
  return AdvancedDocument(sections);
}

}  // namespace casus_test

#endif  // CASUS_TESTS_IO_OFAC_ADVANCED_SAMPLES_H_
