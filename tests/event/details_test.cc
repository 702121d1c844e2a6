#include "casus/event/details.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

namespace casus {
namespace {

struct Field {
  std::string_view name;
  const void* address;
  friend bool operator==(const Field&, const Field&) = default;
};

template <typename Details>
std::vector<Field> Visited(Details& details) {
  std::vector<Field> fields;
  ForEachField(details, [&fields](std::string_view name, const auto& field) {
    fields.push_back({name, &field});
  });
  return fields;
}

// The alternatives that FieldsTest has looked at.
std::bitset<std::variant_size_v<EventDetails>> g_seen;

template <typename Details>
void ExpectFields(Details& details, const std::vector<Field>& fields) {
  EXPECT_EQ(Visited(details), fields);
  const Details& unchanging = details;
  EXPECT_EQ(Visited(unchanging), fields);
  g_seen.set(EventDetails(details).index());
}

// A structured binding names every field of a struct or does not compile: a field added to a struct
// has to be added here, and then here fails unless ForEachField visits it too, under its own name.
TEST(ForEachField, VisitsEveryFieldOfEveryStructInOrder) {
  g_seen.reset();
  {
    std::monostate nothing;
    ExpectFields(nothing, {});
  }
  {
    BattleDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    RemoteViolenceDetails details;
    const auto& [weapon] = details;
    ExpectFields(details, {{"weapon", &weapon}});
  }
  {
    CivilianViolenceDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    ArmedViolenceDetails details;
    const auto& [organisation] = details;
    ExpectFields(details, {{"organisation", &organisation}});
  }
  {
    MilitaryOperationDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    MobilizationDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    CoercionDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    ProtestDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    RiotDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    TerritorialChangeDetails details;
    const auto& [procedure, territory, portion, gained_as, lost_as, area_km2, population,
                 military_conflict] = details;
    ExpectFields(details, {{"procedure", &procedure},
                           {"territory", &territory},
                           {"portion", &portion},
                           {"gained_as", &gained_as},
                           {"lost_as", &lost_as},
                           {"area_km2", &area_km2},
                           {"population", &population},
                           {"military_conflict", &military_conflict}});
  }
  {
    MeetingDetails details;
    const auto& [format, track, means, strategy, outcome, process, agenda, days, preconditions] =
        details;
    ExpectFields(details, {{"format", &format},
                           {"track", &track},
                           {"means", &means},
                           {"strategy", &strategy},
                           {"outcome", &outcome},
                           {"process", &process},
                           {"agenda", &agenda},
                           {"days", &days},
                           {"preconditions", &preconditions}});
  }
  {
    AgreementDetails details;
    const auto& [agreement] = details;
    ExpectFields(details, {{"agreement", &agreement}});
  }
  {
    CeasefireDetails details;
    const auto& [kind, purpose, side, scope, effective, end, agreement] = details;
    ExpectFields(details, {{"kind", &kind},
                           {"purpose", &purpose},
                           {"side", &side},
                           {"scope", &scope},
                           {"effective", &effective},
                           {"end", &end},
                           {"agreement", &agreement}});
  }
  {
    ViolationDetails details;
    const auto& [kind, count, of] = details;
    ExpectFields(details, {{"kind", &kind}, {"count", &count}, {"of", &of}});
  }
  {
    StatementDetails details;
    const auto& [act, topic] = details;
    ExpectFields(details, {{"act", &act}, {"topic", &topic}});
  }
  {
    DiplomaticActDetails details;
    const auto& [kind, document] = details;
    ExpectFields(details, {{"kind", &kind}, {"document", &document}});
  }
  {
    SanctionActDetails details;
    const auto& [kind, regime, instrument] = details;
    ExpectFields(details, {{"kind", &kind}, {"regime", &regime}, {"instrument", &instrument}});
  }
  {
    AidDetails details;
    const auto& [kind, stage] = details;
    ExpectFields(details, {{"kind", &kind}, {"stage", &stage}});
  }
  {
    CooperationDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    DisplacementDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    PoliticalChangeDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  {
    StrategicDevelopmentDetails details;
    const auto& [kind] = details;
    ExpectFields(details, {{"kind", &kind}});
  }
  EXPECT_TRUE(g_seen.all()) << "a struct of EventDetails is not tested: " << g_seen;
}

TEST(ForEachField, LetsFieldsBeChanged) {
  StatementDetails details;
  ForEachField(details, [](std::string_view, auto& field) {
    if constexpr (std::is_same_v<std::remove_reference_t<decltype(field)>, SpeechAct>) {
      field = SpeechAct::kThreat;
    } else {
      field = "border";
    }
  });
  EXPECT_EQ(details, (StatementDetails{SpeechAct::kThreat, "border"}));
}

TEST(ForEachField, GivesConstFieldsOfConstDetails) {
  const AidDetails details;
  ForEachField(details, [](std::string_view, auto& field) {
    static_assert(std::is_const_v<std::remove_reference_t<decltype(field)>>);
  });
}

TEST(EmptyDetails, AreOfTheTypeAskedForEveryType) {
  for (const Token<EventType>& token : kTokens<EventType>) {
    const EventDetails details = EmptyDetails(token.value);
    if (token.value == EventType::kOther) {
      EXPECT_TRUE(std::holds_alternative<std::monostate>(details));
      EXPECT_EQ(TypeOf(details), std::nullopt);
    } else {
      EXPECT_EQ(TypeOf(details), token.value) << token.word;
    }
  }
}

// Which struct belongs to which type, written down once more.
TEST(TypeOf, IsTheTypeOfTheStruct) {
  EXPECT_EQ(TypeOf(std::monostate()), std::nullopt);
  EXPECT_EQ(TypeOf(BattleDetails()), EventType::kBattle);
  EXPECT_EQ(TypeOf(RemoteViolenceDetails()), EventType::kRemoteViolence);
  EXPECT_EQ(TypeOf(CivilianViolenceDetails()), EventType::kViolenceAgainstCivilians);
  EXPECT_EQ(TypeOf(ArmedViolenceDetails()), EventType::kArmedViolence);
  EXPECT_EQ(TypeOf(MilitaryOperationDetails()), EventType::kMilitaryOperation);
  EXPECT_EQ(TypeOf(MobilizationDetails()), EventType::kMobilization);
  EXPECT_EQ(TypeOf(CoercionDetails()), EventType::kCoercion);
  EXPECT_EQ(TypeOf(ProtestDetails()), EventType::kProtest);
  EXPECT_EQ(TypeOf(RiotDetails()), EventType::kRiot);
  EXPECT_EQ(TypeOf(TerritorialChangeDetails()), EventType::kTerritorialChange);
  EXPECT_EQ(TypeOf(MeetingDetails()), EventType::kMeeting);
  EXPECT_EQ(TypeOf(AgreementDetails()), EventType::kAgreement);
  EXPECT_EQ(TypeOf(CeasefireDetails()), EventType::kCeasefire);
  EXPECT_EQ(TypeOf(ViolationDetails()), EventType::kViolation);
  EXPECT_EQ(TypeOf(StatementDetails()), EventType::kStatement);
  EXPECT_EQ(TypeOf(DiplomaticActDetails()), EventType::kDiplomaticAct);
  EXPECT_EQ(TypeOf(SanctionActDetails()), EventType::kSanctionAct);
  EXPECT_EQ(TypeOf(AidDetails()), EventType::kAid);
  EXPECT_EQ(TypeOf(CooperationDetails()), EventType::kCooperation);
  EXPECT_EQ(TypeOf(DisplacementDetails()), EventType::kDisplacement);
  EXPECT_EQ(TypeOf(PoliticalChangeDetails()), EventType::kPoliticalChange);
  EXPECT_EQ(TypeOf(StrategicDevelopmentDetails()), EventType::kStrategicDevelopment);
}

TEST(EventDetails, NameNoFieldTwice) {
  for (const Token<EventType>& token : kTokens<EventType>) {
    std::visit(
        [](const auto& details) {
          std::set<std::string_view> names;
          ForEachField(details, [&names](std::string_view name, const auto&) {
            EXPECT_TRUE(names.insert(name).second) << name;
          });
        },
        EmptyDetails(token.value));
  }
}

// "Not said" is what a struct says of itself: numbers in files would otherwise mean something.
TEST(EmptyDetails, SayNothing) {
  EXPECT_EQ(std::get<MeetingDetails>(EmptyDetails(EventType::kMeeting)).format,
            TalksFormat::kUnknown);
  EXPECT_FALSE(std::get<MeetingDetails>(EmptyDetails(EventType::kMeeting)).preconditions);
  EXPECT_EQ(std::get<CeasefireDetails>(EmptyDetails(EventType::kCeasefire)).end,
            CeasefireEnd::kUnclear);
  EXPECT_FALSE(
      std::get<TerritorialChangeDetails>(EmptyDetails(EventType::kTerritorialChange)).area_km2);
}

TEST(ChangeProcedure, HasTheNumbersOfCowFromOneToSix) {
  EXPECT_EQ(static_cast<int>(ChangeProcedure::kConquest), 1);
  EXPECT_EQ(static_cast<int>(ChangeProcedure::kAnnexation), 2);
  EXPECT_EQ(static_cast<int>(ChangeProcedure::kCession), 3);
  EXPECT_EQ(static_cast<int>(ChangeProcedure::kSecession), 4);
  EXPECT_EQ(static_cast<int>(ChangeProcedure::kUnification), 5);
  EXPECT_EQ(static_cast<int>(ChangeProcedure::kMandate), 6);
}

}  // namespace
}  // namespace casus
