#ifndef CASUS_BASE_ID_H_
#define CASUS_BASE_ID_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace casus {

// A dense number that names one row of one kind of table. Ids of different tables do not convert
// into each other or into integers, so that a place can never be looked up as an actor. Absence is
// std::optional<Id>, never a reserved value. 4 bytes, copied by value.
//
// An id is meaningful only in the chronicle (or builder) that gave it; the stable name of a fact
// across chronicles is its key.
template <typename Tag>
class Id {
 public:
  constexpr explicit Id(std::uint32_t value) : value_(value) {}
  constexpr std::uint32_t value() const { return value_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t value_;
};

using ActorId = Id<struct ActorTag>;
using PlaceId = Id<struct PlaceTag>;
using SourceId = Id<struct SourceTag>;
using EventId = Id<struct EventTag>;
using RelationId = Id<struct RelationTag>;
using RegimeId = Id<struct RegimeTag>;
using InstrumentId = Id<struct InstrumentTag>;
using DesignationId = Id<struct DesignationTag>;
using ExemptionId = Id<struct ExemptionTag>;
using StatusId = Id<struct StatusTag>;
using ProcessId = Id<struct ProcessTag>;
using AgreementId = Id<struct AgreementTag>;
using PositionId = Id<struct PositionTag>;
using ObservationId = Id<struct ObservationTag>;
using ClaimId = Id<struct ClaimTag>;

}  // namespace casus

template <typename Tag>
struct std::hash<casus::Id<Tag>> {
  std::size_t operator()(casus::Id<Tag> id) const noexcept {
    return std::hash<std::uint32_t>{}(id.value());
  }
};

#endif  // CASUS_BASE_ID_H_
