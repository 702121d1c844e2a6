#include "casus/chronicle/describe.h"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "casus/time/edtf.h"

namespace casus {
namespace {

// "military_occupation" -> "military occupation".
std::string Spaced(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c == '_') c = ' ';
  }
  return out;
}

template <typename Range, typename NameOf>
std::string Joined(const Range& range, std::string_view separator, NameOf name_of) {
  std::string out;
  for (const auto& item : range) {
    if (!out.empty()) out += separator;
    out += name_of(item);
  }
  return out;
}

std::string PerCent(std::int32_t hundredths) {
  char text[16];
  std::snprintf(text, sizeof text, hundredths % 100 == 0 ? "%d" : "%d.%02d", hundredths / 100,
                hundredths % 100);
  return text;
}

std::string PerCent(std::int32_t low, std::int32_t high) {
  return low == high ? PerCent(low) + " %" : PerCent(low) + " to " + PerCent(high) + " %";
}

std::string Verb(RelationKind kind) {
  switch (kind) {
    case RelationKind::kPartOf: return "is part of";
    case RelationKind::kMemberOf: return "is a member of";
    case RelationKind::kHoldsOffice: return "holds the office:";
    case RelationKind::kAlliedWith: return "is allied with";
    case RelationKind::kProxyOf: return "is a proxy of";
    case RelationKind::kFamilyOf: return "is family of";
    case RelationKind::kSuccessorOf: return "succeeds";
    case RelationKind::kActsFor:
    case RelationKind::kSplitFrom:
    case RelationKind::kMergedInto:
    case RelationKind::kRepresents:
    case RelationKind::kSupports:
    case RelationKind::kCommands:
    case RelationKind::kOwns:
    case RelationKind::kOpposes:
    case RelationKind::kRecognises: break;
  }
  return Spaced(ToString(kind));
}

class Describer {
 public:
  explicit Describer(const Chronicle& chronicle) : chronicle_(chronicle) {}

  std::string operator()(SourceId id) const { return chronicle_.source(id).title; }
  std::string operator()(ActorId id) const { return chronicle_.actor(id).name; }
  std::string operator()(PlaceId id) const { return chronicle_.place(id).name; }
  std::string operator()(InstrumentId id) const { return chronicle_.instrument(id).citation; }
  std::string operator()(ProcessId id) const { return chronicle_.process(id).name; }
  std::string operator()(AgreementId id) const { return chronicle_.agreement(id).name; }
  // The sector of a Target.
  std::string operator()(const std::string& sector) const { return sector; }

  std::string operator()(RelationId id) const {
    const Relation& row = chronicle_.relation(id);
    std::string out = NameOf(row.from) + " " + Verb(row.kind) + " " + NameOf(row.to);
    if (row.share) out += ": " + PerCent(row.share->low, row.share->high);
    return out;
  }

  std::string operator()(EventId id) const {
    const EventView event = chronicle_.event(id);
    std::string out(event.name());
    if (out.empty()) {
      out = Spaced(ToString(event.type()));
      const std::string parties = Joined(
          event.parties(), " - ", [this](const Party& party) { return (*this)(party.actor); });
      if (!parties.empty()) out += ": " + parties;
    }
    if (event.place()) {
      const std::string place = (*this)(*event.place());
      if (out.find(place) == std::string::npos) out += ", " + place;
    }
    if (event.status() != EventStatus::kOccurred) {
      out += " (" + Spaced(ToString(event.status())) + ")";
    }
    return out;
  }

  std::string operator()(ObservationId id) const {
    const Observation& row = chronicle_.observation(id);
    const Quantity& quantity = row.quantity;
    const bool has_number = quantity.low || quantity.best || quantity.high;
    std::string out = Spaced(ToString(row.kind)) + ": ";
    if (has_number || !quantity.words.empty()) {
      out += InWords(quantity);
      if (has_number && !row.unit.empty()) out += " " + row.unit;
    } else if (row.direction != Direction::kUnspecified) {
      out += Spaced(ToString(row.direction));
    } else {
      out += "no number given";
    }
    if (row.measure != MeasureKind::kUnspecified) {
      out += " (" + Spaced(ToString(row.measure)) + ")";
    }
    if (row.subject) out += ", " + (*this)(*row.subject);
    if (row.place) out += ", " + (*this)(*row.place);
    return out;
  }

  std::string operator()(RegimeId id) const {
    const Regime& row = chronicle_.regime(id);
    return row.name + " (" + NamesOf(row.senders) + ")";
  }

  std::string operator()(DesignationId id) const {
    const Designation& row = chronicle_.designation(id);
    std::string out = row.regime ? NamesOf(chronicle_.regime(*row.regime).senders) : "?";
    out += " against " + (row.target ? std::visit(*this, *row.target) : "?") + ": ";
    out += Joined(row.measures, ", ", [](Measure measure) { return Spaced(ToString(measure)); });
    if (row.stage == DesignationStage::kThreatened) out += " (threatened)";
    return out;
  }

  std::string operator()(ExemptionId id) const {
    const Exemption& row = chronicle_.exemption(id);
    std::string out = Spaced(ToString(row.kind));
    if (!row.number.empty()) out += " " + row.number;
    if (!row.scope.empty()) out += ": " + row.scope;
    return out;
  }

  std::string operator()(StatusId id) const {
    const TerritorialStatus& row = chronicle_.status(id);
    std::string out = row.place ? (*this)(*row.place) : "?";
    if (!row.extent.except.empty()) {
      out += " except " +
             Joined(row.extent.except, ", ", [this](PlaceId place) { return (*this)(place); });
    }
    out += ": " + Standing(row);
    if (row.regime != ControlRegime::kUnspecified) out += ", " + Spaced(ToString(row.regime));
    if (row.security != SecurityStatus::kNotSaid) out += ", " + Spaced(ToString(row.security));
    if (row.extent.fraction_low != 10000) {
      out += ", " + PerCent(row.extent.fraction_low, row.extent.fraction_high) + " of it";
    }
    return out;
  }

  std::string operator()(PositionId id) const {
    const Position& row = chronicle_.position(id);
    std::string out = NameOf(row.actor) + " " + Spaced(ToString(row.stance)) + ": " + row.topic;
    if (!row.text.empty()) out += " (" + row.text + ")";
    return out;
  }

  std::string operator()(ClaimId id) const {
    const Claim& row = chronicle_.claim(id);
    std::string out = Joined(row.speakers, " < ", [this](const Speaker& speaker) {
      return speaker.actor ? (*this)(*speaker.actor) : speaker.words;
    });
    if (!out.empty()) out += ": ";
    return out + row.proposition + " [" + Spaced(ToString(row.modality)) +
           (row.negated ? ", not]" : "]");
  }

 private:
  std::string NameOf(const std::optional<ActorId>& id) const { return id ? (*this)(*id) : "?"; }
  std::string NamesOf(const std::vector<ActorId>& ids) const {
    return Joined(ids, ", ", [this](ActorId id) { return (*this)(id); });
  }

  // Who stands how to the place, on the status's axis.
  std::string Standing(const TerritorialStatus& row) const {
    const std::string holders = row.holders.empty() ? "nobody" : NamesOf(row.holders);
    const std::string viewpoint = row.viewpoint ? (*this)(*row.viewpoint) : std::string();
    switch (row.axis) {
      case Axis::kTitle:
        return "title of " + holders + (viewpoint.empty() ? "" : " by the law of " + viewpoint);
      case Axis::kControl: return "control by " + holders;
      case Axis::kRegime: return "held by " + holders;
      case Axis::kClaim: return "claimed by " + holders;
      case Axis::kRecognition:
        return (row.recognition == RecognitionKind::kNone ? "not recognised as belonging to "
                                                          : "recognised as belonging to ") +
               holders + (viewpoint.empty() ? "" : " by " + viewpoint);
      case Axis::kContest: return "contested by " + holders;
    }
    return holders;
  }

  const Chronicle& chronicle_;
};

struct LocatorGetter {
  const Chronicle& chronicle;

  std::string_view operator()(SourceId id) const { return chronicle.source(id).locator; }
  std::string_view operator()(ActorId id) const { return chronicle.actor(id).fact.locator; }
  std::string_view operator()(RelationId id) const { return chronicle.relation(id).fact.locator; }
  std::string_view operator()(PlaceId id) const { return chronicle.place(id).fact.locator; }
  std::string_view operator()(EventId id) const { return chronicle.event(id).locator(); }
  std::string_view operator()(ObservationId id) const {
    return chronicle.observation(id).fact.locator;
  }
  std::string_view operator()(RegimeId id) const { return chronicle.regime(id).fact.locator; }
  std::string_view operator()(InstrumentId id) const {
    return chronicle.instrument(id).fact.locator;
  }
  std::string_view operator()(DesignationId id) const {
    return chronicle.designation(id).fact.locator;
  }
  std::string_view operator()(ExemptionId id) const { return chronicle.exemption(id).fact.locator; }
  std::string_view operator()(StatusId id) const { return chronicle.status(id).fact.locator; }
  std::string_view operator()(ProcessId id) const { return chronicle.process(id).fact.locator; }
  std::string_view operator()(AgreementId id) const { return chronicle.agreement(id).fact.locator; }
  std::string_view operator()(PositionId id) const { return chronicle.position(id).fact.locator; }
  std::string_view operator()(ClaimId id) const { return chronicle.claim(id).fact.locator; }
};

}  // namespace

std::string_view Chronicle::LocatorOf(const FactRef& ref) const {
  return std::visit(LocatorGetter{*this}, ref);
}

std::string InWords(const Moment& moment) {
  switch (moment.basis()) {
    case Basis::kDay:
      // A qualified day is widened by one to either side.
      return moment.qualifier() == Qualifier::kNone ? ToString(moment.earliest())
                                                    : "about " + ToString(moment.earliest() + 1);
    case Basis::kTime: return ToEdtf(moment);
    case Basis::kRange:
      if (!moment.earliest().is_finite()) return ToString(moment.latest()) + " or before";
      if (!moment.latest().is_finite()) return ToString(moment.earliest()) + " or later";
      return "some day from " + ToString(moment.earliest()) + " to " + ToString(moment.latest());
    case Basis::kUnknown: return "an unknown day";
    case Basis::kOpen: return "no day";
    case Basis::kMonth:
    case Basis::kSeason:
    case Basis::kYear:
    case Basis::kDecade:
    case Basis::kCentury: break;
  }
  std::string edtf = ToEdtf(moment);
  if (moment.qualifier() == Qualifier::kNone) return "some day in " + edtf;
  edtf.pop_back();  // the qualifier's sign
  return "about " + edtf;
}

std::string InWords(const Span& span) {
  if (span.first() == span.last()) return "on " + InWords(span.first());
  const EndKind end = span.end_kind();
  std::string out;
  if (span.begin_kind() == EndKind::kOngoing) {
    out = "always";
  } else {
    out = (end == EndKind::kOngoing ? "since " : "from ") + InWords(span.first());
  }
  if (end == EndKind::kOngoing) return out;
  if (end == EndKind::kCensored) {
    return out + " to " + ToString(span.last().earliest()) + " at least";
  }
  return out + " to " + InWords(span.last());
}

std::string InWords(const Quantity& quantity) {
  std::string out;
  if (quantity.low && quantity.high) {
    out = std::to_string(*quantity.low);
    if (*quantity.low != *quantity.high) out += " to " + std::to_string(*quantity.high);
  } else if (quantity.low) {
    out = "at least " + std::to_string(*quantity.low);
  } else if (quantity.high) {
    out = "at most " + std::to_string(*quantity.high);
  }
  if (quantity.best && (quantity.low != quantity.best || quantity.high != quantity.best)) {
    out += (out.empty() ? "" : ", best ") + std::to_string(*quantity.best);
  }
  if (!quantity.words.empty()) {
    out += out.empty() ? quantity.words : " (\"" + quantity.words + "\")";
  }
  return out.empty() ? "not said" : out;
}

std::string Describe(const Chronicle& chronicle, const FactRef& ref) {
  return std::visit(Describer(chronicle), ref);
}

}  // namespace casus
