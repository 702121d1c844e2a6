#include "src/io/ofac_remarks.h"

#include <algorithm>
#include <iterator>

#include "casus/time/parse.h"
#include "src/io/fields.h"

namespace casus::internal {

namespace {

// The list names the living, the dead of some decades, and aircraft of the day.
constexpr YearLimits kYears{.min_year = 1800, .max_year = 2099};

// Kinds of numbers, as the remarks of both lists name them.
constexpr std::string_view kNumbers[] = {
    "Aircraft Construction Number",
    "Aircraft Manufacturer's Serial Number",
    "Aircraft Mode S Transponder Code",
    "Aircraft Tail Number",
    "Afghan Money Service Provider License Number",
    "BIK (RU)",
    "Birth Certificate Number",
    "Bosnian Personal ID No.",
    "Branch Unit Number",
    "British National Overseas Passport",
    "Business Number",
    "Business Registration Document #",
    "Business Registration Number",
    "C.I.F.",
    "C.R. No.",
    "C.U.I.",
    "C.U.I.P.",
    "C.U.I.T.",
    "C.U.R.P.",
    "Cartilla de Servicio Militar Nacional",
    "Cedula No.",
    "Certificate of Incorporation Number",
    "Chamber of Commerce Number",
    "Chinese Commercial Code",
    "Citizen's Card Number",
    "Commercial Registry Number",
    "Company ID:",
    "Company Number",
    "Credencial electoral",
    "D-U-N-S Number",
    "D.N.I.",
    "Diplomatic Passport",
    "Driver's License No.",
    "Dubai Chamber of Commerce Membership No.",
    "Electoral Registry No.",
    "Enterprise Number",
    "Equity Ticker",
    "File Number",
    "Folio Mercantil No.",
    "Government Gazette Number",
    "I.F.E.",
    "ISIN",
    "Identification Number",
    "Immigration No.",
    "Istanbul Chamber of Comm. No.",
    "Italian Fiscal Code",
    "Kenyan ID No.",
    "LE Number",
    "Legal Entity Number",
    "License",
    "MMSI",
    "Matricula Mercantil No",
    "Moroccan Personal ID No.",
    "N.I.E.",
    "NIT #",
    "National Foreign ID Number",
    "National ID No.",
    "Numero Unico de Identificacao Tributaria (NUIT)",
    "Numero de Identidad",
    "Passport",
    "Personal ID Card",
    "Pilot License Number",
    "Public Registration Number",
    "Public Security and Immigration No.",
    "R.F.C.",
    "RFC",
    "RIF #",
    "RTN",
    "RUC #",
    "Registered Charity No.",
    "Registration ID",
    "Registration Number",
    "Residency Number",
    "SSN",
    "SWIFT/BIC",
    "Serial No.",
    "Stateless Person ID Card",
    "Tax ID No.",
    "Tazkira National ID Card",
    "Trade License No.",
    "Travel Document Number",
    "Turkish Identificiation Number",  // so spelt there
    "Turkish Identification Number",
    "UK Company Number",
    "US FEIN",
    "Unified Social Credit Code",
    "V.A.T. Number",
    "VisaNumberID",
};

bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Takes " <word> <day>" off the end of a text.
std::optional<Moment> TakeDay(std::string_view& text, std::string_view word) {
  const std::size_t at = text.rfind(word);
  if (at == std::string_view::npos) return std::nullopt;
  const Result<Day> day =
      ParseDay(text.substr(at + word.size()), DayShape::kDayMonthNameYear, kYears);
  if (!day.ok()) return std::nullopt;
  text = text.substr(0, at);
  return Moment::OnDay(*day);
}

}  // namespace

std::vector<RemarkItem> SplitRemarks(std::string_view remarks, bool last_is_cut) {
  std::vector<RemarkItem> items;
  while (!remarks.empty()) {
    const std::size_t end = remarks.find("; ");
    const bool is_last = end == std::string_view::npos;
    if (is_last && last_is_cut) break;
    std::string_view text = remarks.substr(0, end);
    text = After(text, "alt. ").value_or(text);
    RemarkItem item{text, text};
    if (is_last && text.ends_with('.')) item.or_without_stop.remove_suffix(1);
    if (!text.empty()) items.push_back(item);
    if (is_last) break;
    remarks.remove_prefix(end + 2);
  }
  return items;
}

std::optional<std::string_view> After(std::string_view text, std::string_view word) {
  if (!text.starts_with(word)) return std::nullopt;
  return text.substr(word.size());
}

Result<Moment> ParseRemarkDate(std::string_view text) {
  MomentHint hint;
  hint.limits = kYears;
  return ParseMoment(text, hint);
}

std::optional<std::string_view> BirthOf(std::string_view item) {
  for (const std::string_view word : {"DOB ", "Organization Established Date ",
                                      "Aircraft Manufacture Date ", "Vessel Year of Build "}) {
    if (const auto date = After(item, word)) return date;
  }
  return std::nullopt;
}

std::optional<std::string_view> WeakAliasOf(std::string_view item) {
  for (const std::string_view word : {"a.k.a. '", "f.k.a. '", "n.k.a. '"}) {
    const auto name = After(item, word);
    if (name && name->size() > 1 && name->ends_with('\'')) return name->substr(0, name->size() - 1);
  }
  return std::nullopt;
}

std::optional<Code> CodeOf(std::string_view item) {
  std::string_view text = item;
  Code code;
  code.system = CodeSystem::kOther;
  if (const auto imo = After(item, "Vessel Registration Identification ")) {
    text = *imo;
  } else if (const auto coin = After(item, "Digital Currency Address - ")) {
    text = *coin;
  } else {
    const bool is_number =
        std::any_of(std::begin(kNumbers), std::end(kNumbers), [&](std::string_view kind) {
          const auto rest = After(item, kind);
          return rest && !rest->empty() && !IsPlain(rest->front());
        });
    if (!is_number) return std::nullopt;
  }
  if (!HasDigit(text)) return std::nullopt;
  std::string_view number = text;
  const std::optional<Moment> until = TakeDay(number, " expires ");
  const std::optional<Moment> from = TakeDay(number, " issued ");
  if (from || until) {
    const Result<Span> span =
        Span::Make(from.value_or(Moment::Unknown()), until.value_or(Moment::Unknown()));
    if (span.ok()) {
      code.span = *span;
      text = number;
    }
  }
  code.value = text;
  return code;
}

std::optional<DirectiveItem> DirectiveOf(std::string_view item) {
  DirectiveItem found;
  const auto take_until = [&](std::string_view& text, std::string_view stop) {
    const std::size_t at = text.find(stop);
    if (at == std::string_view::npos) return std::string();
    const std::string taken(text.substr(0, at));
    text.remove_prefix(at + stop.size());
    return taken;
  };
  if (auto rest = After(item, "Executive Order ")) {
    found.order = take_until(*rest, " Directive ");
    if (!IsDigits(found.order)) return std::nullopt;
    take_until(*rest, "ubject to Directive ");
    const std::size_t end = rest->find_first_not_of("0123456789abcdefABCDEF");
    found.directive = rest->substr(0, end);
    if (found.directive.empty() || !IsDigits(found.directive.substr(0, 1))) return std::nullopt;
    return found;
  }
  for (const auto what : {DirectiveItem::What::kListed, DirectiveItem::What::kEffective}) {
    const bool is_listed = what == DirectiveItem::What::kListed;
    auto rest = After(item, is_listed ? "Listing Date (" : "Effective Date (");
    if (!rest) continue;
    found.what = what;
    if (const auto date = After(*rest, "CMIC) ")) {
      found.order = "CMIC";
      found.date = *date;
      return found;
    }
    const auto order = After(*rest, "EO ");
    if (!order) return std::nullopt;
    rest = order;
    found.order = take_until(*rest, " Directive ");
    found.directive = take_until(*rest, "): ");
    if (!IsDigits(found.order) || found.directive.empty()) return std::nullopt;
    found.date = *rest;
    return found;
  }
  return std::nullopt;
}

bool IsSecondarySanctions(std::string_view item) {
  return item.starts_with("Secondary sanctions risk:") ||
         item.starts_with("Additional Sanctions Information - Subject to Secondary Sanctions");
}

}  // namespace casus::internal
