#ifndef CASUS_IO_TEXT_FORM_H_
#define CASUS_IO_TEXT_FORM_H_

#include <cstdint>
#include <string>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/issue.h"
#include "casus/base/progress.h"
#include "casus/chronicle/chronicle.h"

namespace casus {

// A chronicle as a folder of CSV files that a researcher can keep in a spreadsheet and in git.
//
// Files are RFC 4180, UTF-8 without BOM (one is accepted), LF (CRLF is accepted), with a header
// line; columns are found by name, in any order; an unknown column or file is an error (but
// README.md is for remarks of any kind and not read, and names that begin with a dot are other
// programs' and passed over), a missing file is an empty table, a missing column means empty cells.
// Written files hold their columns in the order below, rows in order of id, and quote only where
// needed: the same chronicle gives the same bytes, and read -> write -> read is the identity.
//
// Cells: an empty cell is "not said"; in the columns marked * it is an error. Dates are EDTF
// (time/edtf.h); `span` is a date, vague or not, or an interval with its last day inside
// ("2014-03-18", "2014-04/..", "2022-02-24/2022-03"); empty is unknown. Enumerations are the words
// of kTokens; `unknown`, `unspecified`, `not_said` and `unclear` are written as an empty cell,
// other words always (an empty `kind` is read as `other`, of a name as `alias`; `status` of an
// event as `occurred`, `stage` of a designation as `imposed`, `modality` as `asserted`). References
// are keys; a reference to any table is `table:key` ("events:miami-talks"). Lists are separated by
// "; " (a literal ';' or '\' inside an item is written "\;" or "\\"). Yes and no are `yes` and
// `no`; an empty cell is no. Shares and fractions are per cent with two decimals at the most, `50`
// or a range `25..50`; an empty fraction is the whole. Numbers have no separators. Texts are kept
// to the byte; what is no UTF-8 or holds a NUL cannot be written.
//
// Every table but sources.csv and coverage.csv begins with the fact columns
//   key*, span, source*, locator, learnt, superseded
// and ends with note; between them it has its own:
//   sources.csv        key*, kind, title, publisher, published, version, locator, derived_from,
//                      note
//   actors.csv         kind, name
//   actor_names.csv    (actor*, text, kind, language, span)
//   actor_codes.csv    (actor*, system*, value, span)
//   relations.csv      kind*, from*, to*, share
//   places.csv         kind, name, latitude, longitude
//   place_names.csv    (place*, text, kind, language, span)
//   place_codes.csv    (place*, system*, value, span)
//   place_parents.csv  (place*, parent*, span, viewpoint)
//   place_geometries.csv (place*, span, wkt*)
//                      wkt: POLYGON or MULTIPOLYGON of OGC 06-103r4, two numbers a point (degrees
//                      of WGS 84, longitude first), rings closed: the first point again at the end
//   place_origins.csv  (place*, from*, change*, when, share); an empty share is 0..100
//   events.csv         type*, status, name, place, latitude, longitude, place_precision, part_of,
//                      deaths_low, deaths_best, deaths_high, deaths_side_a, deaths_side_b,
//                      deaths_civilians, deaths_unknown
//   event_parties.csv  (event*, actor*, role*)
//   event_details.csv  (event*, field*, value): fields as in event/details.h that say something;
//                      lists take a row per item. An event without a row has no details; where
//                      details say nothing, their first field has a row with an empty value.
//   event_codes.csv    (event*, taxonomy*, code)
//   event_media.csv    (event*, goldstein*, quad_class*, is_root_event*, mentions*, sources*,
//                       articles*, average_tone*)
//   event_attributes.csv (event*, name, value)
//   observations.csv   kind, measure, direction, low, best, high, words, unit, subject, place,
//                      cause
//   regimes.csv        name, senders, programme
//   instruments.csv    kind, citation, regime, adopted, published, renews, amends
//   designations.csv   regime*, instrument, target*, measures, stage, decided, published,
//                      effective, amended, end_reason, grounds
//                      target: "actors:KEY", "places:KEY" or "sector:words"
//   exemptions.csv     kind, number, regime*, designations, scope
//   statuses.csv       place*, axis*, holders, viewpoint, regime, recognition, security, except,
//                      fraction, begun_by, ended_by, method
//   processes.csv      name, state, part_of
//   process_parties.csv (process*, actor*, role*)
//   agreements.csv     name, kind, stage, status, process, signed_on, amends
//   agreement_parties.csv (agreement*, actor*, role*)
//   provisions.csv     (agreement*, topic, strength, text)
//   positions.csv      actor*, stance*, topic, text, process, voiced_at
//   claims.csv         modality, negated, proposition, quote, about, contradicts, time_words
//                      proposition: never negated itself; `negated` and `denied` do that
//   claim_speakers.csv (claim*, actor, words), in the order of the chain
//   claim_constraints.csv (claim*, subject*, relation*, object*)
//   coverage.csv       key*, source*, table*, period*, place, complete, note
//                      period: exact days "2014-03-01/2014-03-31", an open side is "..":
//                      "../2023-12-31", "2014-03-01/..", "../.." for always; a month or year is
//                      all of it ("2014/2023")
//
// Rows of a side file (in brackets) name their owner by key; those of one owner keep their order.
//
// Where a key has several versions (superseded ones), a reference to it, in a side file or anywhere
// else, is to the version that is not superseded (the last one, where all are). "key@N" is its N-th
// version in the main file, counting from 1.

struct TextFormResult {
  Chronicle chronicle;
  IssueLog issues;           // warnings and notes; a chronicle with errors is not returned
  std::uint64_t records = 0; // rows read over all files
};

// Reads a folder. All files are read and checked before anything is decided: where there are
// errors, `*issues` (if given) lists every one with file, line, column and text, and the Result is
// the first of them with the count of the others in its message. What follows from an error
// reported already is not reported again. `*issues` is filled on success too. A folder without
// files is an empty chronicle, with a warning.
//
// Errors of the folder: kNotFound; kInvalidArgument where it is no folder; kIo. Of its files:
// kUnknownFormat for an unknown name and for bytes that are no text, kCorrupt for a file without a
// header line, kDuplicate for a column, a field or a standing key given twice, kBadReference for a
// key that names nothing, kParse and the errors of EDTF for a cell that is not of its shape.
//
// `progress` is told of every file in bytes: first while they are fetched, when the total is not
// known (0), then while they are read. The tables with keys are read twice and count twice. Stopped
// by it, the Result is kCancelled and `*issues` empty.
CASUS_EXPORT Result<TextFormResult> ReadTextForm(const std::string& folder,
                                                 IssueLog* issues = nullptr,
                                                 const ProgressCallback& progress = {});

// Writes a folder: the files of the tables that have rows. It is made complete under a temporary
// name beside `folder` and then renamed, so that a crash leaves the old folder or the new one (and
// perhaps a folder ".NAME.tmp-..." beside it). An existing folder is replaced only if it holds
// nothing but files of the text form and a README.md, which stays as it is; otherwise error
// kInvalidArgument and nothing is touched. The
// folder that holds it must be there (kNotFound). Errors kIo where the disk refuses, and
// kInvalidArgument where a row holds what has no text: bytes that are not UTF-8, a number that is
// not finite, a date that is an open end.
//
// Casualties of an event in which no number is given are written as none.
CASUS_EXPORT Result<void> WriteTextForm(const Chronicle& chronicle, const std::string& folder);

}  // namespace casus

#endif  // CASUS_IO_TEXT_FORM_H_
