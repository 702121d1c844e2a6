#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "src/index/layout.h"

namespace casus::internal {
namespace {

// Durations in cells: exact up to 1023, then 1024 cells to each doubling.
constexpr std::uint32_t kCellBits = 10;

std::uint32_t CellOf(std::uint64_t duration) {
  if (duration >> kCellBits == 0) return static_cast<std::uint32_t>(duration);
  const auto exponent = static_cast<std::uint32_t>(std::bit_width(duration)) - 1 - kCellBits;
  return ((exponent + 1) << kCellBits) +
         static_cast<std::uint32_t>((duration >> exponent) & LowMask(kCellBits));
}
std::uint64_t FirstOfCell(std::uint32_t cell) {
  if (cell >> kCellBits == 0) return cell;
  const std::uint32_t exponent = (cell >> kCellBits) - 1;
  return (LowMask(kCellBits) + 1 + (cell & LowMask(kCellBits))) << exponent;
}
double WidthOfCell(std::uint32_t cell) {
  return std::ldexp(1.0, static_cast<int>(cell >> kCellBits ? (cell >> kCellBits) - 1 : 0));
}

// Neighbouring cells that are not taken apart.
struct Group {
  std::uint32_t first_cell = 0;
  std::uint32_t last_cell = 0;  // inside
  double rows = 0;
};

double WidthOf(const Group& from, const Group& to) {
  return static_cast<double>(FirstOfCell(to.last_cell) - FirstOfCell(from.first_cell)) +
         WidthOfCell(to.last_cell) - 1;
}

// The cut of the cells into classes that costs the least, a class costing class_cost and the rows
// that a question with an edge at a random place of `span` compares on average. Returns the first
// cell of each class.
std::vector<std::uint32_t> CutCells(const std::vector<std::uint32_t>& rows_of_cell, double span,
                                    double class_cost) {
  std::vector<Group> groups;
  for (double most = class_cost / 8;; most *= 2) {
    constexpr std::size_t kMostGroups = 1024;
    groups.clear();
    for (std::uint32_t cell = 0; cell < rows_of_cell.size(); ++cell) {
      if (rows_of_cell[cell] == 0) continue;
      const Group next{cell, cell, static_cast<double>(rows_of_cell[cell])};
      if (!groups.empty() &&
          (groups.back().rows + next.rows) * WidthOf(groups.back(), next) <= most * span) {
        groups.back().last_cell = cell;
        groups.back().rows += next.rows;
      } else {
        groups.push_back(next);
      }
    }
    if (groups.size() <= kMostGroups) break;
  }

  // best[i]: of the groups before i; cut[i]: where its last class begins.
  const std::size_t count = groups.size();
  std::vector<double> best(count + 1);
  std::vector<std::size_t> cut(count + 1);
  for (;; class_cost *= 2) {
    for (std::size_t end = 1; end <= count; ++end) {
      double rows = 0;
      best[end] = std::numeric_limits<double>::infinity();
      for (std::size_t begin = end; begin-- > 0;) {
        rows += groups[begin].rows;
        const double compared = rows * WidthOf(groups[begin], groups[end - 1]) / span;
        if (compared + class_cost >= best[end]) break;  // and ever more from here
        const double cost = best[begin] + class_cost + compared;
        if (cost < best[end]) {
          best[end] = cost;
          cut[end] = begin;
        }
      }
    }
    std::vector<std::uint32_t> first_cells;
    for (std::size_t end = count; end > 0; end = cut[end]) {
      first_cells.push_back(groups[cut[end]].first_cell);
    }
    // One is left for open ends.
    if (first_cells.size() < kMostClasses) {
      std::reverse(first_cells.begin(), first_cells.end());
      return first_cells;
    }
  }
}

template <typename Time>
class Builder {
 public:
  Builder(std::span<const Time> begins, std::span<const Time> ends,
          const IntervalIndexOptions& options, IntervalLayout<Time>& layout,
          std::vector<std::uint32_t>& order)
      : begins_(begins), ends_(ends), options_(options), layout_(layout), order_(order) {}

  void Run() {
    layout_.size = static_cast<std::uint32_t>(begins_.size());
    order_.resize(begins_.size());
    const auto extent = ExtentOf(begins_);
    if (extent) {
      // Nearly all rows, and those that begin far before or after.
      AddZone(extent->core_least, extent->core_greatest);
      if (extent->least < extent->core_least) {
        AddZone(extent->least, static_cast<Time>(extent->core_least - 1));
      }
      if (extent->core_greatest < extent->greatest) {
        AddZone(static_cast<Time>(extent->core_greatest + 1), extent->greatest);
      }
    }
    AddOpenBegins();
  }

 private:
  static constexpr Time kMin = std::numeric_limits<Time>::min();
  static constexpr Time kMax = std::numeric_limits<Time>::max();

  static std::uint64_t Distance(Time from, Time to) {
    return static_cast<std::uint64_t>(std::int64_t{to}) -
           static_cast<std::uint64_t>(std::int64_t{from});
  }

  // f(row) for the rows that begin in [least, greatest].
  template <typename F>
  void ForEachRow(Time least, Time greatest, F f) const {
    for (std::uint32_t row = 0; row < begins_.size(); ++row) {
      if (least <= begins_[row] && begins_[row] <= greatest) f(row);
    }
  }

  void AddZone(Time least, Time greatest) {
    Zone zone;
    zone.origin = least;
    zone.first = zone.last = next_;
    zone.first_class = static_cast<std::uint32_t>(layout_.classes.size());
    const std::uint64_t width = Distance(least, greatest);

    std::vector<std::uint32_t> rows_of_cell;
    bool open_ends = false;
    std::uint64_t rows = 0;
    ForEachRow(least, greatest, [&](std::uint32_t row) {
      ++rows;
      if (ends_[row] == kMax) {
        open_ends = true;
        return;
      }
      const std::uint32_t cell = CellOf(Distance(begins_[row], ends_[row]));
      if (cell >= rows_of_cell.size()) rows_of_cell.resize(cell + 1);
      ++rows_of_cell[cell];
    });
    if (rows == 0) return;

    const std::vector<std::uint32_t> first_cells =
        CutCells(rows_of_cell, static_cast<double>(width) + 1,
                 std::max(1.0, static_cast<double>(options_.class_cost)));
    std::vector<std::uint16_t> class_of_cell(rows_of_cell.size());
    for (std::size_t i = 0; i < first_cells.size(); ++i) {
      const auto last = i + 1 < first_cells.size() ? first_cells[i + 1] : rows_of_cell.size();
      std::fill(class_of_cell.begin() + first_cells[i],
                class_of_cell.begin() + static_cast<std::ptrdiff_t>(last),
                static_cast<std::uint16_t>(i));
    }
    const auto open = static_cast<std::uint16_t>(first_cells.size());
    zone.classes = open + (open_ends ? 1U : 0U);
    const auto class_of = [&](std::uint32_t row) -> std::uint32_t {
      return ends_[row] == kMax ? open : class_of_cell[CellOf(Distance(begins_[row], ends_[row]))];
    };

    const double words = std::max(0.0, options_.table_bytes) * static_cast<double>(rows) / 4 + 4096;
    const auto most =
        static_cast<std::uint64_t>(std::min(words / zone.classes, static_cast<double>(1U << 31)));
    zone.shift = ShiftFor(width, most, most / 2 + 2);
    zone.slots = static_cast<std::uint32_t>((width >> zone.shift) + 1);
    zone.low_width = WidthFor(zone.shift);
    Sort(least, greatest, zone, class_of);
    if (zone.shift > 0) SortSlots(zone);
    WriteLowBits(zone);
    WriteEnds(zone);
    layout_.zones.push_back(zone);
    next_ = zone.last;
  }

  // A counting sort by (class, slot): the counts become the table.
  template <typename F>
  void Sort(Time least, Time greatest, Zone& zone, F class_of) {
    const std::size_t classes = zone.classes;
    zone.table = GrowColumn(layout_.storage, 4, (std::uint64_t{zone.slots} + 1) * classes);
    std::uint32_t* const table = layout_.storage.words.data() + zone.table;
    const auto cell = [&](std::uint32_t row, std::uint32_t one) {
      return static_cast<std::size_t>(Distance(least, begins_[row]) >> zone.shift) * classes + one;
    };
    std::vector<std::uint16_t> class_of_row(begins_.size());
    std::vector<DurationClass> found(classes);
    for (DurationClass& one : found) one.least = DurationClass::kOpen;
    ForEachRow(least, greatest, [&](std::uint32_t row) {
      const std::uint32_t one = class_of(row);
      class_of_row[row] = static_cast<std::uint16_t>(one);
      ++table[cell(row, one)];
      const std::uint64_t duration =
          ends_[row] == kMax ? kOpenDuration<Time> : Distance(begins_[row], ends_[row]);
      found[one].least = std::min(found[one].least, duration);
      found[one].greatest = std::max(found[one].greatest, duration);
      ++found[one].last;
    });
    for (DurationClass& one : found) {
      one.first = zone.last;
      zone.last = one.last += zone.last;
    }
    std::vector<std::uint32_t> at(classes);
    for (std::size_t one = 0; one < classes; ++one) at[one] = found[one].first;
    for (std::size_t slot = 0; slot < zone.slots; ++slot) {
      std::uint32_t* const line = table + slot * classes;
      for (std::size_t one = 0; one < classes; ++one) at[one] += std::exchange(line[one], at[one]);
    }
    ForEachRow(least, greatest,
               [&](std::uint32_t row) { order_[table[cell(row, class_of_row[row])]++] = row; });
    // Each entry stands where the next slot begins.
    std::copy_backward(table, table + std::size_t{zone.slots} * classes,
                       table + (std::size_t{zone.slots} + 1) * classes);
    for (std::size_t one = 0; one < classes; ++one) table[one] = found[one].first;
    layout_.classes.insert(layout_.classes.end(), found.begin(), found.end());
  }

  void SortSlots(const Zone& zone) {
    const std::uint32_t* const table = layout_.storage.words.data() + zone.table;
    const auto less = [&](std::uint32_t a, std::uint32_t b) {
      return begins_[a] != begins_[b] ? begins_[a] < begins_[b] : a < b;
    };
    for (std::uint32_t one = 0; one < zone.classes; ++one) {
      for (std::size_t slot = 0; slot < zone.slots; ++slot) {
        const std::uint32_t first = table[slot * zone.classes + one];
        const std::uint32_t last = table[(slot + 1) * zone.classes + one];
        if (last - first > 1) std::sort(order_.begin() + first, order_.begin() + last, less);
      }
    }
  }

  void WriteLowBits(Zone& zone) {
    if (zone.shift == 0) return;
    zone.low_bits = GrowColumn(layout_.storage, zone.low_width, zone.last - zone.first);
    WithWidth(zone.low_width, [&](auto number) {
      using Low = decltype(number);
      Low* const lows = ColumnOf<Low>(layout_.storage).data() + zone.low_bits;
      for (std::uint32_t i = 0; i < zone.last - zone.first; ++i) {
        const std::uint64_t distance =
            static_cast<std::uint64_t>(std::int64_t{begins_[order_[zone.first + i]]}) -
            static_cast<std::uint64_t>(zone.origin);
        lows[i] = static_cast<Low>(distance & LowMask(zone.shift));
      }
    });
  }

  void WriteEnds(const Zone& zone) {
    for (std::uint32_t i = 0; i < zone.classes; ++i) {
      DurationClass& one = layout_.classes[zone.first_class + i];
      one.width = EndWidth<Time>(one);
      if (one.width == 0) continue;
      one.ends = GrowColumn(layout_.storage, one.width, one.last - one.first);
      WithWidth(one.width, [&](auto number) {
        using Bits = decltype(number);
        Bits* const bits = ColumnOf<Bits>(layout_.storage).data() + one.ends;
        for (std::uint32_t at = one.first; at < one.last; ++at) {
          bits[at - one.first] = static_cast<Bits>(EndBits(ends_[order_[at]], one.width));
        }
      });
    }
  }

  void AddOpenBegins() {
    std::uint32_t* const rows = order_.data() + next_;
    std::uint32_t* last = rows;
    ForEachRow(kMin, kMin, [&](std::uint32_t row) { *last++ = row; });
    std::sort(rows, last, [&](std::uint32_t a, std::uint32_t b) {
      return ends_[a] != ends_[b] ? ends_[a] < ends_[b] : a < b;
    });
    std::vector<Time> open;
    for (const std::uint32_t* row = rows; row < last; ++row) {
      if (ends_[*row] != kMax) open.push_back(ends_[*row]);
    }
    layout_.open_begins.first = layout_.open_begins.last = next_;
    if (!open.empty()) {
      const std::uint64_t size = open.size();
      layout_.open_begins = WriteSegment<Time>(open, open.front(), open.back(), next_, size + 1024,
                                               size / 8 + 64, layout_.storage);
    }
    layout_.always = layout_.open_begins.last;
  }

  std::span<const Time> begins_;
  std::span<const Time> ends_;
  const IntervalIndexOptions& options_;
  IntervalLayout<Time>& layout_;
  std::vector<std::uint32_t>& order_;
  std::uint32_t next_ = 0;  // position
};

}  // namespace

template <typename Time>
void BuildLayout(std::span<const Time> begins, std::span<const Time> ends,
                 const IntervalIndexOptions& options, IntervalLayout<Time>& layout,
                 std::vector<std::uint32_t>& order) {
  Builder<Time>(begins, ends, options, layout, order).Run();
}

template void BuildLayout(std::span<const std::int32_t>, std::span<const std::int32_t>,
                          const IntervalIndexOptions&, IntervalLayout<std::int32_t>&,
                          std::vector<std::uint32_t>&);
template void BuildLayout(std::span<const std::int64_t>, std::span<const std::int64_t>,
                          const IntervalIndexOptions&, IntervalLayout<std::int64_t>&,
                          std::vector<std::uint32_t>&);

}  // namespace casus::internal
