#include "src/io/staging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "casus/chronicle/chronicle.h"
#include "casus/time/edtf.h"

namespace casus::internal {
namespace {

using ::testing::ElementsAre;

Place Unit(const std::string& name) {
  Place place;
  place.name = name;
  return place;
}

// Stages two parts of a whole, one before the whole is.
void Stage(ChronicleBuilder& builder, Span drawn) {
  Staging staging(builder);
  const PlaceId first = staging.FindOrAddPlace("first", [] { return Unit("first"); });
  const PlaceId whole = staging.FindOrAddPlace("whole", [] { return Unit("whole"); });
  const PlaceId second = staging.FindOrAddPlace("second", [] { return Unit("second"); });
  for (const PlaceId part : {first, second}) {
    staging.place(part).origins.push_back({whole, PlaceChange::kSplit});
    staging.place(part).geometries.push_back({drawn, {}});
  }
  Source source;
  source.key = "source";
  staging.Commit(source, "file", builder);
}

TEST(Staging, OriginsMayNamePlacesThatFollow) {
  ChronicleBuilder builder;
  const Span drawn = ParseEdtfSpan("1990/..").value();
  Stage(builder, drawn);
  const Chronicle chronicle = builder.Build().value();
  const PlaceOrigin from_whole{*chronicle.FindPlace("whole"), PlaceChange::kSplit};
  for (const char* key : {"first", "second"}) {
    const Place& part = chronicle.place(*chronicle.FindPlace(key));
    EXPECT_THAT(part.origins, ElementsAre(from_whole));
    EXPECT_THAT(part.geometries, ElementsAre(PlaceGeometry{drawn, {}}));
  }
}

TEST(Staging, AddsOriginsAndGeometriesThatAPlaceLacks) {
  ChronicleBuilder builder;
  Source other;
  other.key = "other";
  Place first = Unit("first");
  first.fact.key = "first";
  first.fact.source = builder.Add(other);
  const PlaceId old = builder.Add(first);  // so that numbers here and there differ
  Place before = first;
  before.fact.key = "before";
  const PlaceOrigin renamed{builder.Add(before), PlaceChange::kRename};
  builder.place_at(old).origins = {renamed};
  const Span drawn = ParseEdtfSpan("1990/..").value();
  Stage(builder, drawn);
  Stage(builder, drawn);
  const Place& row = builder.place_at(old);
  const PlaceOrigin from_whole{*builder.FindPlace("whole"), PlaceChange::kSplit};
  EXPECT_THAT(row.origins, ElementsAre(renamed, from_whole));
  EXPECT_THAT(row.geometries, ElementsAre(PlaceGeometry{drawn, {}}));
}

}  // namespace
}  // namespace casus::internal
