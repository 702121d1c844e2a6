#ifndef CASUS_TESTS_CHRONICLE_WORDS_H_
#define CASUS_TESTS_CHRONICLE_WORDS_H_

// Short words for the tests of chronicles.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "casus/time/edtf.h"

namespace casus::chronicle_test {

inline Day D(int year, int month, int day) { return Day::FromYmd(year, month, day); }

// "2014-03-18", "2014-04/..", "2014".
inline Span S(const std::string& edtf) { return ParseEdtfSpan(edtf).value(); }
inline Moment M(const std::string& edtf) { return ParseEdtfMoment(edtf).value(); }

inline Fact MakeFact(std::string key, const Span& span, SourceId source) {
  Fact fact;
  fact.key = std::move(key);
  fact.span = span;
  fact.source = source;
  return fact;
}

template <typename IdType>
std::vector<IdType> IdsOf(const std::vector<Match<IdType>>& matches) {
  std::vector<IdType> ids;
  for (const Match<IdType>& match : matches) ids.push_back(match.id);
  return ids;
}

// Adds rows with the least that Check asks for.
class Maker {
 public:
  Maker() {
    Source source;
    source.key = "source";
    source.title = "A source";
    source.published = M("2030-01-01");
    source_ = builder.Add(source);
  }

  ActorId AddActor(const std::string& key, const std::string& span = "") {
    Actor actor;
    actor.fact = MakeFact(key, span.empty() ? Span::Unknown() : S(span), source_);
    actor.name = key;
    return builder.Add(actor);
  }
  RelationId Relate(ActorId from, RelationKind kind, ActorId to, const std::string& span) {
    Relation relation;
    relation.fact = MakeFact(Key("relation"), S(span), source_);
    relation.kind = kind;
    relation.from = from;
    relation.to = to;
    return builder.Add(relation);
  }
  PlaceId AddPlace(const std::string& key, const std::vector<PlaceParent>& parents = {}) {
    Place place;
    place.fact = MakeFact(key, Span::Unknown(), source_);
    place.name = key;
    place.parents = parents;
    return builder.Add(place);
  }
  // An event of no special type.
  Event MakeEvent(const std::string& span, const std::vector<ActorId>& parties,
                  std::optional<PlaceId> place = std::nullopt) {
    Event event;
    event.fact = MakeFact(Key("event"), S(span), source_);
    for (const ActorId party : parties) event.parties.push_back({party, Role::kParticipant});
    event.place = place;
    return event;
  }
  EventId AddEvent(const std::string& span, const std::vector<ActorId>& parties,
                   std::optional<PlaceId> place = std::nullopt) {
    return builder.Add(MakeEvent(span, parties, place));
  }
  Claim MakeClaim(const std::string& span, const std::vector<FactRef>& about) {
    Claim claim;
    claim.fact = MakeFact(Key("claim"), S(span), source_);
    claim.about = about;
    return claim;
  }

  std::string Key(const std::string& word) { return word + std::to_string(++count_); }
  SourceId source() const { return source_; }
  Chronicle Build() { return builder.Build().value(); }

  ChronicleBuilder builder;

 private:
  SourceId source_{0};
  int count_ = 0;
};

}  // namespace casus::chronicle_test

#endif  // CASUS_TESTS_CHRONICLE_WORDS_H_
