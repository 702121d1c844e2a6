// How events and keys are stored, and records written.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "random_chronicle.h"
#include "src/chronicle/codec.h"
#include "src/chronicle/columns.h"
#include "src/chronicle/event_store.h"
#include "src/chronicle/keys.h"

namespace casus::internal {
namespace {

using chronicle_test::Random;
using testing::ElementsAre;
using testing::IsEmpty;

std::string AnyText(Random& random) {
  static const std::vector<std::string> texts = {"",
                                                 "a",
                                                 "Kyiv",
                                                 "Київ",
                                                 std::string("nul\0inside", 10),
                                                 std::string(127, 'x'),
                                                 std::string(128, 'y'),
                                                 std::string(20'000, 'z')};
  return random.OneIn(3) ? std::to_string(random.Between(0, 1 << 30)) : random.Of(texts);
}

std::optional<std::int64_t> PerhapsNumber(Random& random) {
  if (random.OneIn(2)) return std::nullopt;
  if (random.OneIn(9)) return std::numeric_limits<std::int64_t>::min();
  if (random.OneIn(9)) return std::numeric_limits<std::int64_t>::max();
  return random.Between(-3, 500);
}

Moment AnyTime(Random& random) {
  const Day day = random.AnyDay();
  switch (random.Between(0, 6)) {
    case 0: return Moment::AtTime(day, random.Between(0, 86400), std::nullopt).value();
    case 1: return Moment::AtTime(day, 3600, 120).value();
    case 2: return Moment::InMonth(2014, 3, Qualifier::kApproximate).value();
    case 3: return Moment::InSeason(2014, 33).value();
    case 4: return Moment::OnDay(day, Qualifier::kUncertain);
    default: return random.AnyMoment();
  }
}

Event AnyEvent(Random& random, const std::string& key) {
  Event event;
  event.fact.key = key;
  event.fact.span = random.OneIn(2)   ? Span::On(random.AnyDay())
                    : random.OneIn(2) ? Span::On(AnyTime(random))
                                      : random.AnySpan();
  if (!random.OneIn(9)) {
    event.fact.source = SourceId(static_cast<std::uint32_t>(random.Between(0, 3)));
  }
  event.fact.locator = AnyText(random);
  if (random.OneIn(2)) event.fact.learnt = AnyTime(random);
  if (random.OneIn(5)) event.fact.superseded = random.AnyDay();
  event.fact.note = AnyText(random);
  event.type = random.OneIn(2) ? EventType::kMeeting : EventType::kBattle;
  event.status = random.OneIn(2) ? EventStatus::kPlanned : EventStatus::kOccurred;
  event.name = AnyText(random);
  for (int i = random.Between(0, 3); i > 0; --i) {
    event.parties.push_back({ActorId(static_cast<std::uint32_t>(random.Between(0, 5))),
                             random.OneIn(2) ? Role::kHost : Role::kMediator});
  }
  if (random.OneIn(2)) event.place = PlaceId(static_cast<std::uint32_t>(random.Between(0, 4)));
  if (random.OneIn(2)) event.at = Coordinates{random.Between(-90, 90) / 7.0, -0.0};
  if (random.OneIn(2)) event.place_precision = PlacePrecision::kAdmin1;
  if (random.OneIn(2)) {
    event.casualties = Casualties{
        PerhapsNumber(random), PerhapsNumber(random), {}, {}, PerhapsNumber(random), {}, {}};
  }
  if (random.OneIn(4)) event.part_of = EventId(static_cast<std::uint32_t>(random.Between(0, 9)));
  if (event.type == EventType::kMeeting && random.OneIn(2)) {
    MeetingDetails details;
    details.agenda = {AnyText(random), AnyText(random)};
    details.days = random.Between(0, 3);
    event.details = details;
  }
  for (int i = random.Between(0, 2); i > 0; --i) {
    event.codes.push_back({Taxonomy::kCameo, random.OneIn(2) ? "0331" : "04"});
  }
  if (random.OneIn(2)) {
    event.media = MediaCoding{.goldstein = random.Between(-100, 100) / 10.0,
                              .quad_class = random.Between(1, 4),
                              .is_root_event = random.OneIn(2),
                              .mentions = random.Between(1, 9),
                              .average_tone = random.Between(-1000, 1000) / 97.0};
  }
  for (int i = random.Between(0, 3); i > 0; --i) {
    event.attributes.push_back({random.OneIn(2) ? "a.b" : AnyText(random), AnyText(random)});
  }
  return event;
}

TEST(EventStore, GivesBackWhatWasAppended) {
  Random random(1);
  std::vector<Event> events;
  EventStore store;
  for (int i = 0; i < 3000; ++i) {
    events.push_back(AnyEvent(random, "e" + std::to_string(i)));
    store.Append(events.back());
  }
  ASSERT_EQ(store.size(), events.size());
  for (std::size_t i = 0; i < events.size(); ++i) ASSERT_EQ(store[i].Record(), events[i]) << i;
  store.Seal();
  const EventStore moved = std::move(store);
  for (std::size_t i = 0; i < events.size(); ++i) ASSERT_EQ(moved[i].Record(), events[i]) << i;
}

TEST(EventStore, GivesBackWhatWasEdited) {
  Random random(2);
  std::vector<Event> events;
  EventStore store;
  for (int i = 0; i < 400; ++i) {
    events.push_back(AnyEvent(random, "e" + std::to_string(i)));
    store.Append(events.back());
    // Several rows are open at once.
    std::vector<std::pair<Row, Event*>> open;
    for (int n = random.Between(0, 3); n > 0; --n) {
      const Row row = static_cast<Row>(random.Between(0, i));
      open.emplace_back(row, &store.Edit(row));
    }
    for (const auto& [row, event] : open) {
      ASSERT_EQ(*event, events[row]);
      *event = events[row] = AnyEvent(random, "e" + std::to_string(row));
    }
    if (random.OneIn(2)) store.Settle();
  }
  store.Settle();
  for (std::size_t i = 0; i < events.size(); ++i) ASSERT_EQ(store[i].Record(), events[i]) << i;
}

// All arrays of a store that is sealed.
std::vector<std::string> BytesOf(const EventStore& store) {
  std::vector<std::string> parts;
  const auto keep = [&](const auto& array) {
    const auto bytes = std::as_bytes(array.view());
    parts.emplace_back(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  };
  EventStore::VisitParts(
      store, [&](const auto&, const auto& column) { keep(column.sealed()); },
      [&](const auto&, const auto& array) { keep(array); },
      [&](const auto&, const auto& values) { parts.push_back(std::to_string(values.size())); });
  return parts;
}

TEST(EventStore, TakesOverRowsOfAnotherAsIfTheyWereAppended) {
  Random random(4);
  const std::vector<PlaceId> places = {PlaceId(7), PlaceId(2), PlaceId(0), PlaceId(2), PlaceId(9)};
  const std::vector<ActorId> actors = {ActorId(3), ActorId(1), ActorId(1),
                                       ActorId(0), ActorId(8), ActorId(4)};
  const auto changed = [&](Event event) {
    event.fact.source = SourceId(5);
    if (event.place) event.place = places[event.place->value()];
    for (Party& party : event.parties) party.actor = actors[party.actor.value()];
    return event;
  };
  EventStore one_by_one;
  EventStore together;
  for (int chunk = 0; chunk < 4; ++chunk) {
    EventStore from;
    for (int i = random.Between(0, 700); i >= 0; --i) {
      const Event event = AnyEvent(random, "e" + std::to_string(chunk) + "_" + std::to_string(i));
      from.Append(event);
      one_by_one.Append(changed(event));
    }
    if (chunk % 2 == 0) from.Seal();
    together.AppendAll(from, SourceId(5), places, actors);
    // Rows of one's own between them.
    const Event own = AnyEvent(random, "own" + std::to_string(chunk));
    one_by_one.Append(own);
    together.Append(own);
  }
  together.AppendAll(EventStore(), SourceId(0), {}, {});
  ASSERT_EQ(together.size(), one_by_one.size());
  for (std::size_t i = 0; i < together.size(); ++i) {
    ASSERT_EQ(together[i].Record(), one_by_one[i].Record()) << i;
  }
  together.Seal();
  one_by_one.Seal();
  EXPECT_TRUE(BytesOf(together) == BytesOf(one_by_one));
}

// What GDELT gives of an event: two actors of many, a place with coordinates, a code, a day of
// learning, the numbers of the media. Its texts (key, address, raw fields) are apart.
TEST(EventStore, IsSmallForEventsOfTheMedia) {
  Random random(3);
  EventStore store;
  constexpr int kEvents = 200'000;
  for (int i = 0; i < kEvents; ++i) {
    Event event;
    event.fact.key = "gdelt:" + std::to_string(i);
    event.fact.span = Span::On(Day::FromYmd(2014, 1, 1) + i / 300);
    event.fact.source = SourceId(0);
    event.fact.learnt = Moment::OnDay(Day::FromYmd(2014, 1, 2) + i / 300);
    event.fact.locator = "http://example.org/" + std::to_string(i / 4);
    event.type = EventType::kStatement;
    // The few great actors are in most rows.
    const auto actor = [&] {
      return ActorId(static_cast<std::uint32_t>(random.Between(0, random.OneIn(4) ? 2000 : 20)));
    };
    event.parties = {{actor(), Role::kInitiator}, {actor(), Role::kTarget}};
    const int place = random.Between(0, random.OneIn(4) ? 3000 : 100);
    event.place = PlaceId(static_cast<std::uint32_t>(place));
    event.at = Coordinates{place / 100.0, place / 77.0};
    const int code = random.Between(10, 199);
    event.codes = {{Taxonomy::kCameo, std::to_string(code)}};
    // A few great stories apart, an event is told of in ten articles.
    const int mentions = random.OneIn(20) ? random.Between(1, 500) : random.OneIn(2) ? 10 : 4;
    event.media = MediaCoding{.goldstein = code % 40 / 2.0 - 10,
                              .quad_class = code / 50 + 1,
                              .mentions = mentions,
                              .sources = 1,
                              .articles = mentions,
                              .average_tone = random.Between(-100'000, 100'000) / 9973.0};
    store.Append(event);
  }
  store.Seal();
  // With the pools of lists, places and codes, which hardly grow with larger tables.
  EXPECT_LT(static_cast<double>(store.ColumnBytes()) / kEvents, 40);
  EXPECT_EQ(store[kEvents - 1].key(), "gdelt:" + std::to_string(kEvents - 1));
}

TEST(Texts, AreFoundByTheirNumbers) {
  Random random(4);
  Texts texts;
  std::vector<std::pair<std::uint32_t, std::string>> added;
  for (int i = 0; i < 2000; ++i) {
    const std::string text = AnyText(random);
    added.emplace_back(random.OneIn(2) ? texts.Add(text) : texts.Intern(text), text);
    EXPECT_EQ(added.back().first == 0, text.empty());
  }
  for (const auto& [number, text] : added) ASSERT_EQ(texts[number], text);
  EXPECT_EQ(texts.Intern("twice"), texts.Intern("twice"));
  // Any number is safe.
  for (std::uint32_t number = 0; number < 100'000; ++number) (void)texts[number].size();
  EXPECT_EQ(texts[std::numeric_limits<std::uint32_t>::max()], "");
}

TEST(Column, IsZeroPastItsEnd) {
  Column<> column;
  column.Set(5, 0);
  EXPECT_EQ(column.array().size(), 0U);
  column.Set(3, 7);
  EXPECT_THAT(column.array().view(), ElementsAre(0, 0, 0, 7));
  EXPECT_EQ(column[3], 7U);
  EXPECT_EQ(column[4], 0U);
  column.Set(3, 0);
  EXPECT_EQ(column[3], 0U);
}

template <typename T>
void ExpectSameWhenSealed(const std::vector<T>& values) {
  PackedColumn<T> column;
  for (std::size_t i = 0; i < values.size(); ++i) column.Set(static_cast<Row>(i), values[i]);
  for (std::size_t i = 0; i < values.size() + 3; ++i) {
    ASSERT_EQ(column[static_cast<Row>(i)], i < values.size() ? values[i] : 0) << i;
  }
  column.Seal();
  for (std::size_t i = 0; i < values.size() + 3; ++i) {
    ASSERT_EQ(column[static_cast<Row>(i)], i < values.size() ? values[i] : 0) << i;
  }
  PackedColumn<T> read;
  ASSERT_TRUE(read.Adopt(Array<unsigned char>::Mapped(column.sealed().view())));
  for (std::size_t i = 0; i < values.size() + 3; ++i) {
    ASSERT_EQ(read[static_cast<Row>(i)], i < values.size() ? values[i] : 0) << i;
  }
}

TEST(PackedColumn, IsTheSameSealedAndRead) {
  ExpectSameWhenSealed<std::uint32_t>({});
  ExpectSameWhenSealed<std::uint32_t>({0, 0});
  ExpectSameWhenSealed<std::uint32_t>({std::numeric_limits<std::uint32_t>::max()});
  ExpectSameWhenSealed<std::uint32_t>({0, std::numeric_limits<std::uint32_t>::max(), 1});
  ExpectSameWhenSealed<std::int32_t>(
      {std::numeric_limits<std::int32_t>::min(), 0, std::numeric_limits<std::int32_t>::max()});
  ExpectSameWhenSealed<std::int32_t>({-3, -5, -4});
  Random random(5);
  for (int round = 0; round < 300; ++round) {
    // Of every width, and around every place.
    const std::int64_t range = (std::int64_t{1} << random.Between(0, 31)) - random.Between(0, 1);
    const std::int64_t least = random.Between(-1'000'000'000, 0);
    std::vector<std::int32_t> values;
    for (int i = random.Between(1, 50); i > 0; --i) {
      values.push_back(static_cast<std::int32_t>(least + random.Between(0, 1 << 30) %
                                                             std::max<std::int64_t>(range, 1)));
    }
    ExpectSameWhenSealed(values);
  }
}

TEST(PackedColumn, TakesTheBytesItsNumbersNeed) {
  const auto bytes = [](std::uint32_t least, std::uint32_t most) {
    PackedColumn<> column;
    for (Row row = 0; row < 1000; ++row) column.Set(row, row % 2 == 0 ? least : most);
    column.Seal();
    return column.sealed().size() / 1000;
  };
  EXPECT_EQ(bytes(7, 7), 1U);
  EXPECT_EQ(bytes(1'000'000, 1'000'255), 1U);
  EXPECT_EQ(bytes(1'000'000, 1'000'256), 2U);
  EXPECT_EQ(bytes(1, 1 << 16), 2U);
  EXPECT_EQ(bytes(0, 1 << 16), 3U);
  EXPECT_EQ(bytes(0, 1 << 24), 4U);
}

TEST(PackedColumn, DoesNotTakeWhatIsNoColumn) {
  PackedColumn<> column;
  for (Row row = 0; row < 3; ++row) column.Set(row, 1000 * row);
  column.Seal();
  const std::span<const unsigned char> good = column.sealed().view();
  for (std::size_t size = 1; size < good.size(); ++size) {
    PackedColumn<> read;
    // Two bytes less are a row less.
    EXPECT_EQ(read.Adopt(Array<unsigned char>::Mapped(good.first(size))),
              size == good.size() - 2 || size == good.size() - 4 || size == good.size() - 6)
        << size;
  }
  for (const int width : {0, 5, 255}) {
    std::vector<unsigned char> bytes(good.begin(), good.end());
    bytes[4] = static_cast<unsigned char>(width);
    PackedColumn<> read;
    EXPECT_FALSE(read.Adopt(Array<unsigned char>(bytes))) << width;
    EXPECT_EQ(read[0], 0U);
  }
}

TEST(KeyMap, FindsEveryVersionOfAKey) {
  Random random(5);
  Rows<Actor> rows;
  KeyMap keys;
  std::map<std::string, std::vector<Row>> expected;
  for (Row row = 0; row < 3000; ++row) {
    Actor actor;
    actor.fact.key = "k" + std::to_string(random.Between(0, 2500));
    if (random.OneIn(2)) actor.fact.superseded = random.AnyDay();
    expected[actor.fact.key].insert(expected[actor.fact.key].begin(), row);
    rows.push_back(actor);
    keys.Add(rows);
  }
  for (const auto& [key, versions] : expected) {
    std::vector<Row> found;
    keys.VisitVersions(rows, key, [&](Row row) {
      found.push_back(row);
      return true;
    });
    ASSERT_EQ(found, versions) << key;
    Row best = versions.front();
    for (const Row row : versions) {
      if (StandsNow(rows[row])) {
        best = row;
        break;
      }
    }
    ASSERT_EQ(keys.Find(rows, key), best) << key;
  }
  EXPECT_EQ(keys.Find(rows, "nobody"), std::nullopt);
  EXPECT_EQ(KeyMap().Find(rows, "k1"), std::nullopt);
  // Slots that a file spoilt lead nowhere, and not round in circles.
  std::vector<std::uint32_t> slots(64, 4'000'000);
  const KeyMap spoilt{Array<std::uint32_t>(slots), Column<>{}};
  EXPECT_EQ(spoilt.Find(rows, "k1"), std::nullopt);
}

TEST(Codec, ReadsWhatItWrote) {
  Random random(6);
  for (int i = 0; i < 2000; ++i) {
    const Event event = AnyEvent(random, AnyText(random));
    Encoder encoder;
    encoder.Put(event);
    Event read;
    Decoder decoder(encoder.bytes());
    decoder.Get(read);
    ASSERT_FALSE(decoder.failed());
    ASSERT_TRUE(decoder.at_end());
    ASSERT_EQ(read, event);
  }
}

// Whatever the bytes, decoding ends, and fails wherever a record is cut short.
TEST(Codec, MakesNothingOfOtherBytes) {
  Random random(7);
  for (int i = 0; i < 300; ++i) {
    Encoder encoder;
    encoder.Put(AnyEvent(random, "e"));
    const std::string bytes = encoder.bytes().substr(0, 3000);
    for (int n = 0; n < 20; ++n) {
      const std::size_t cut =
          static_cast<std::size_t>(random.Between(0, static_cast<int>(bytes.size()) - 1));
      Event read;
      Decoder decoder(std::string_view(bytes).substr(0, cut));
      decoder.Get(read);
      ASSERT_TRUE(decoder.failed());
      std::string changed = bytes;
      changed[cut] = static_cast<char>(random.Between(-128, 127));
      Decoder other(changed);
      other.Get(read);
    }
  }
  std::vector<std::string> many;
  Decoder("\xff\xff\xff\xff\xff\xff\xff\xff\x7f").Get(many);
  EXPECT_THAT(many, IsEmpty());
}

}  // namespace
}  // namespace casus::internal
