// The casus command. Each verb is in a file of its own; here is only the command line.

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

#include "casus/base/version.h"
#include "casus/io/importer.h"
#include "casus/time/edtf.h"
#include "src/tool/verbs.h"

namespace {

using namespace casus::tool;

std::string FormatList() {
  std::string list = "\nFormats:\n";
  const auto add = [&list](std::string_view name, std::string_view description) {
    list += "  " + std::string(name) + std::string(name.size() < 14 ? 14 - name.size() : 1, ' ') +
            std::string(description) + "\n";
  };
  for (const casus::Format& format : casus::Formats()) add(format.name, format.description);
  add("chronicle", "casus's own: a folder of CSV files (the text form), or a snapshot");
  add("auto", "recognised by its content; refused if unknown");
  return list;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "casus: conflict data on a timeline. Every answer says what is certain, what is only\n"
      "possible, and what was not covered.\n");
  app.name("casus");
  app.set_version_flag("--version", "casus " + std::string(casus::kVersion));
  app.require_subcommand(1);
  app.footer(
      "\nX is a folder in the text form or a snapshot (casus read makes both), or any file that\n"
      "`auto` recognises.\n"
      "Days are ISO dates; FIRST and LAST may be months or years too, the last day inside.\n"
      "Errors go to stderr. Exit codes: 0 done, 1 the data has errors, 2 wrong usage, 130 "
      "stopped.\n"
      "\nExamples:\n"
      "  casus read ucdp-ged GEDEvent_v24_1.csv -o ged\n"
      "  casus read chronicle ged -o ged.casus\n"
      "  casus info ged.casus\n"
      "  casus at examples/data/russia-ukraine 2022-11-11\n"
      "  casus at examples/data/russia-ukraine 2022-11-11 --actor russia --with-parts\n"
      "  casus during ged 2022-03 2022-05 --csv > spring.csv\n"
      "  casus check 20191024143000.export.CSV\n"
      "  casus archive h.casus ucdp-ged GEDEvent_v24_1.csv --name 24.1 --published 2024-06-05\n"
      "  casus panel ged.casus --by country --bin year --csv\n"
      "  casus panel ged.casus --by country --bin year --balanced --csv\n"
      "  casus status sberbank 2022-04-07 examples/data/russia-ukraine\n"
      "  casus holders crimea 2014-03-20 examples/data/russia-ukraine\n"
      "  casus map 2022-11-11 examples/data/russia-ukraine --axis control\n"
      "  casus codes CS --from iso2 --to cow --on 2005-01-01\n"
      "  casus match \"Wladimir Putin\" examples/data/russia-ukraine\n"
      "  casus export ged.casus --format geojson -o ged.geojson\n");

  Session session;
  bool csv = false;
  bool json = false;
  const auto add_style = [&](CLI::App* verb) {
    CLI::Option* as_csv = verb->add_flag("--csv", csv, "Answer in CSV, with all columns");
    verb->add_flag("--json", json, "Answer in JSON, an array of objects")->excludes(as_csv);
    verb->add_option("--limit", session.limit, "Rows a section for people; 0 for all")
        ->capture_default_str();
  };
  app.add_flag("-q,--quiet", session.quiet, "No progress line");

  ReadArguments read;
  CLI::App* read_verb = app.add_subcommand("read", "Read files of a format into a chronicle");
  read_verb->add_option("FORMAT", read.format, "The format, or `auto`")->required();
  read_verb->add_option("FILE", read.files, "Files, plain or compressed; - is standard input")
      ->required();
  read_verb
      ->add_option(
          "-o,--output", read.output,
          "What to write: a snapshot, if it ends in .casus; else a folder, in the text form")
      ->required();
  read_verb->add_flag("--keep-going", read.keep_going,
                      "Write what was kept even if some was refused (still exits with 1)");
  read_verb->footer(FormatList() + "\nExample:\n  casus read ucdp-ged ged231.csv.gz -o ged\n");

  std::string path;
  CLI::App* info_verb = app.add_subcommand("info", "What a chronicle holds, and from whom");
  info_verb->add_option("X", path, "A chronicle or a file")->required();
  add_style(info_verb);
  info_verb->footer("\nExample:\n  casus info examples/data/russia-ukraine\n");

  AskArguments ask;
  const auto add_filters = [&](CLI::App* verb) {
    verb->add_option("--actor", ask.actor, "Only facts with this actor (key or exact name)");
    verb->add_flag("--with-parts", ask.with_parts,
                   "Its parts and members as of that time count as the actor");
    verb->add_option("--place", ask.place, "Only facts in this place (key or exact name)");
    verb->add_option("--known", ask.known, "As known on this day");
    verb->add_flag(
        "--undated", ask.undated,
        "List facts without any date too (possible on every day; CSV and JSON have them)");
    add_style(verb);
  };
  CLI::App* at_verb = app.add_subcommand("at", "What held and happened on a day");
  at_verb->add_option("X", ask.path, "A chronicle or a file")->required();
  at_verb->add_option("DAY", ask.first, "The day: 2022-11-11")->required();
  add_filters(at_verb);
  at_verb->footer(
      "\nExample:\n  casus at examples/data/russia-ukraine 2022-11-11 --place kherson\n");

  CLI::App* during_verb = app.add_subcommand("during", "What held and happened in a period");
  during_verb->add_option("X", ask.path, "A chronicle or a file")->required();
  during_verb->add_option("FIRST", ask.first, "The first day, month or year")->required();
  during_verb->add_option("LAST", ask.last, "The last day, month or year, inside")->required();
  add_filters(during_verb);
  during_verb->footer("\nExample:\n  casus during examples/data/russia-ukraine 2014-02 2014-03\n");

  std::vector<std::string> checked;
  CLI::App* check_verb = app.add_subcommand("check", "Every problem in a file, with its place");
  check_verb
      ->add_option("[FORMAT] FILE", checked,
                   "The file, - is standard input; and its format before it, else `auto`")
      ->required()
      ->expected(1, 2);
  add_style(check_verb);
  check_verb->footer(
      FormatList() +
      "\nExample:\n  casus check ged231.csv\n  casus check gtd gtd.csv --encoding cp1252\n");

  ArchiveArguments archive;
  CLI::App* archive_verb =
      app.add_subcommand("archive",
                         "Add a version of a dataset, or a sanctions list of a day, to those kept "
                         "in one chronicle");
  archive_verb->add_option("ARCHIVE", archive.archive, "The archive; made if it is not there")
      ->required();
  archive_verb->add_option("FORMAT", archive.format, "The format of the files")->required();
  archive_verb->add_option("FILE", archive.files, "All files of the version");
  archive_verb->add_option("--name", archive.name, "Its name: 24.1")->required();
  archive_verb->add_option("--published", archive.published, "The day it was published")
      ->required();
  CLI::Option* updates = archive_verb->add_flag(
      "--updates", archive.updates, "It has only records that are new or changed (default: all)");
  archive_verb
      ->add_option("--period", archive.period,
                   "FIRST LAST: it replaces the events of these days, months or years only")
      ->expected(2)
      ->excludes(updates);
  archive_verb
      ->add_option("--deleted", archive.deleted, "With --updates: a list of deleted records")
      ->needs(updates);
  archive_verb->add_option("--list", archive.list,
                           "Of a sanctions list: which (default: as its keys begin, ofac-sdn)");
  archive_verb
      ->add_option("--refused", archive.refused,
                   "Of a sanctions list: the key of an entry that is on it, but not in the files")
      ->allow_extra_args(false);
  archive_verb->add_flag("--keep-going", archive.keep_going,
                         "Leave out refused records; a list is then a part of one, which takes "
                         "nobody off it");
  add_style(archive_verb);
  archive_verb->footer(
      "\nExamples:\n  casus archive ged.casus ucdp-ged GEDEvent_v24_1.csv --name 24.1 "
      "--published 2024-06-05\n"
      "  casus archive sdn.casus ofac sdn.csv --name 2024-01-10 --published 2024-01-10\n");

  DiffArguments diff;
  CLI::App* diff_verb = app.add_subcommand("diff", "What changed between two versions");
  diff_verb->add_option("X", diff.before, "A chronicle, an archive or a file")->required();
  diff_verb->add_option("Y", diff.after, "Another; the same, where none is given");
  diff_verb->add_option("--from", diff.from, "X as known on this day");
  diff_verb->add_option("--to", diff.to, "Y as known on this day");
  add_style(diff_verb);
  diff_verb->footer("\nExample:\n  casus diff ged.casus --from 2023-12-31 --to 2024-12-31\n");

  std::string known_day;
  std::string output;
  CLI::App* as_known_verb =
      app.add_subcommand("as-known", "Write a chronicle as it was known on a day");
  as_known_verb->add_option("X", path, "A chronicle or an archive")->required();
  as_known_verb->add_option("DAY", known_day, "The day: 2024-06-05")->required();
  as_known_verb->add_option("-o,--output", output, "What to write, as `read` does")->required();
  as_known_verb->footer("\nExample:\n  casus as-known ged.casus 2024-06-05 -o then.casus\n");

  PanelArguments panel;
  CLI::App* panel_verb =
      app.add_subcommand("panel", "Events and deaths by unit and bin, with bounds and coverage");
  panel_verb->add_option("X", panel.path, "A chronicle or a file")->required();
  panel_verb
      ->add_option("--by", panel.by,
                   "The unit: country, admin1 or another kind of place, actor, type, source, world")
      ->required();
  panel_verb->add_option("--bin", panel.bin, "day, week, month, quarter or year")
      ->capture_default_str();
  panel_verb->add_option("--type", panel.types, "Only events of this type, or of these")
      ->allow_extra_args(false);
  panel_verb->add_option("--source", panel.source, "Only what this source says (key)");
  panel_verb->add_option("--place", panel.place, "Only events in this place (key or exact name)");
  panel_verb->add_option("--viewpoint", panel.viewpoint,
                         "Whose view of what lies where is sure (an actor); else nobody's");
  panel_verb->add_option("--known", panel.known, "As known on this day");
  panel_verb->add_flag("--balanced", panel.balanced, "Cells without events, too");
  add_style(panel_verb);
  panel_verb->footer(
      "\nExample:\n  casus panel ged.casus --by country --bin year --source ged --balanced "
      "--csv\n");

  SanctionArguments sanctions;
  const auto add_lists = [&](CLI::App* verb) {
    verb->add_option("DAY", sanctions.day, "The day: 2022-11-11")->required();
    verb->add_option("FILE", sanctions.files, "A chronicle, or files read together")->required();
    CLI::Option* sender =
        verb->add_option("--sender", sanctions.sender, "Only what this actor imposes");
    verb->add_flag("--with-organisations", sanctions.with_organisations,
                   "What it is a member of that day counts as the sender")
        ->needs(sender);
    verb->add_option("--regime", sanctions.regime, "Only of this regime (key)");
    verb->add_option("--source", sanctions.source, "Only what this source says (key)");
    verb->add_option("--known", sanctions.known, "As known on this day");
    add_style(verb);
  };
  CLI::App* status_verb = app.add_subcommand(
      "status", "Is an actor listed on a day: listed, delisted, not yet, never seen, not covered");
  status_verb->add_option("ACTOR", sanctions.actor, "The actor (key or exact name)")->required();
  add_lists(status_verb);
  status_verb->footer(
      "\nExample:\n  casus status sberbank 2022-04-07 examples/data/russia-ukraine\n");

  CLI::App* blocked_verb =
      app.add_subcommand("blocked", "Who is blocked on a day by listing or ownership, and why");
  add_lists(blocked_verb);
  blocked_verb
      ->add_option("--rule", sanctions.rule, "Whose ownership rule of that day: ofac, eu, uk, bis")
      ->capture_default_str();
  blocked_verb->add_option("--entity", sanctions.entity,
                           "Explain this actor (key or exact name) by the fewest holdings");
  blocked_verb->footer(
      "\nExample:\n  casus blocked 2024-07-03 examples/data/invented-owners --rule eu "
      "--sender council --entity orchard\n");

  TerritoryArguments territory;
  const auto add_territory_filter = [&](CLI::App* verb) {
    verb->add_option("--axis", territory.axes,
                     "Only title, control, regime, claim, recognition or contest; or several")
        ->allow_extra_args(false);
    verb->add_option("--viewpoint", territory.viewpoint, "Only what is so from this actor's view");
    verb->add_option("--source", territory.source, "Only what this source says (key)");
    verb->add_option("--known", territory.known, "As known on this day");
    add_style(verb);
  };
  const auto add_territory = [&](CLI::App* verb) {
    verb->add_option("X", territory.path, "A chronicle or a file")->required();
    add_territory_filter(verb);
  };
  CLI::App* holders_verb = app.add_subcommand(
      "holders", "Who holds, claims or recognises a place on a day, by whose word");
  holders_verb->add_option("PLACE", territory.place, "The place (key or exact name)")->required();
  holders_verb->add_option("DAY", territory.first, "The day: 2022-11-11")->required();
  add_territory(holders_verb);
  holders_verb->add_flag("--inside", territory.inside, "What is said of places inside it, too");
  holders_verb->footer(
      "\nExample:\n  casus holders crimea 2014-03-20 examples/data/russia-ukraine\n");

  CLI::App* changes_verb =
      app.add_subcommand("changes", "What each source says otherwise of places on another day");
  changes_verb->add_option("FIRST", territory.first, "The one day: 2022-02-01")->required();
  changes_verb->add_option("LAST", territory.last, "The other")->required();
  add_territory(changes_verb);
  changes_verb->footer(
      "\nExample:\n  casus changes 2014-02-01 2014-04-01 examples/data/russia-ukraine\n");

  CLI::App* map_verb =
      app.add_subcommand("map", "Who holds, claims or recognises every place on a day");
  map_verb->add_option("DAY", territory.first, "The day: 2022-11-11")->required();
  map_verb->add_option("FILE", territory.files, "A chronicle, or files read together")->required();
  add_territory_filter(map_verb);
  CLI::Option* to_geojson =
      map_verb->add_option("--geojson", territory.geojson,
                           "Write what each status says of each place, with its geometry; - is "
                           "standard output");
  map_verb
      ->add_option("--period", territory.period,
                   "FIRST LAST: with --geojson, all statuses of these days, months or years, each "
                   "once with its own days, for a time slider")
      ->expected(2)
      ->needs(to_geojson);
  map_verb
      ->add_flag("--located", territory.leave_out_unlocated,
                 "With --geojson: leave out places without a geometry, and count them")
      ->needs(to_geojson);
  map_verb->add_option("--episodes", territory.episodes,
                       "Write the episodes of every place, of all days, as CSV; - is standard "
                       "output");
  map_verb->footer(
      "\nExamples:\n  casus map 2022-11-11 examples/data/russia-ukraine --axis control\n"
      "  casus map 2022-11-11 examples/data/russia-ukraine --geojson map.geojson\n");

  MatchArguments match;
  CLI::App* match_verb = app.add_subcommand("match", "Whom a name may mean, and why");
  match_verb->add_option("NAME", match.name, "The name, in any order and script")->required();
  match_verb->add_option("FILE", match.files, "Chronicles or files")->required();
  match_verb->add_option("--min-score", match.min_score, "Only matches of this score or more")
      ->capture_default_str();
  match_verb->add_option("--kind", match.kind,
                         "Only person, organisation, vessel or other; the rest is left out");
  match_verb->add_flag("--weak", match.weak, "Weak aliases, too");
  add_style(match_verb);
  match_verb->footer(
      "\nExits with 1 if none matches.\n"
      "\nExample:\n  casus match \"Wladimir Putin\" examples/data/russia-ukraine\n");

  ExportArguments exported;
  CLI::App* export_verb =
      app.add_subcommand("export", "Rows for other programs: CSV, JSON Lines, GeoJSON");
  export_verb->add_option("X", exported.path, "A chronicle or a file")->required();
  export_verb->add_option("--format", exported.format, "csv, jsonl or geojson")->required();
  export_verb->add_option("-o,--output", exported.output, "The file; - is standard output")
      ->capture_default_str();
  export_verb->add_option("--table", exported.table, "Which table")->capture_default_str();
  export_verb->add_option("--type", exported.types, "Only events of this type, or of these")
      ->allow_extra_args(false);
  export_verb->add_option("--known", exported.known, "As known on this day");
  export_verb->add_flag("--located", exported.leave_out_unlocated,
                        "Leave events without coordinates out of GeoJSON, and count them");
  export_verb->footer("\nExample:\n  casus export ged.casus --format geojson -o ged.geojson\n");

  CodesArguments codes;
  CLI::App* codes_verb =
      app.add_subcommand("codes", "Whose a code of a state is on a day; a column in other codes");
  codes_verb->add_option("CODE", codes.code, "A code, exactly as its system writes it");
  codes_verb->add_option("--from", codes.from,
                         "Its system: iso2, iso3, iso3166_numeric, un_m49, cow, gw, ucdp_country, "
                         "fips, cameo");
  codes_verb->add_option("--to", codes.to, "The bearer's codes in this system, too");
  CLI::Option* codes_on = codes_verb->add_option("--on", codes.on, "On this day: 2005-01-01");
  CLI::Option* crosswalk =
      codes_verb
          ->add_option("--crosswalk", codes.crosswalk,
                       "FROM TO FILE: write the file (CSV, - is standard input) with two columns "
                       "added: the code, and what became of it; what is lost goes to stderr")
          ->expected(3);
  codes_verb->add_option("--column", codes.column, "The column that has the codes")
      ->needs(crosswalk);
  CLI::Option* day_column =
      codes_verb
          ->add_option("--day-column", codes.day_column, "The column that has the day of each row")
          ->needs(crosswalk)
          ->excludes(codes_on);
  codes_verb->add_option("--in-year", codes.in_year, "The day that years in it stand for: 12-31")
      ->needs(day_column);
  codes_verb->add_option("--delimiter", codes.delimiter, "One character, or tab")
      ->needs(crosswalk)
      ->capture_default_str();
  add_style(codes_verb);
  codes_verb->footer(
      "\nExamples:\n  casus codes CS --from iso2 --to cow --on 2005-01-01\n"
      "  casus codes --crosswalk cow gw panel.csv --column ccode --day-column year --in-year "
      "12-31\n");

  const auto add_period = [](CLI::App* verb, std::string& first, std::string& last) {
    CLI::Option* from =
        verb->add_option("--first", first, "From the first day of this day, month or year");
    CLI::Option* to = verb->add_option("--last", last, "To the last day of this one, inside");
    from->needs(to);
    to->needs(from);
  };
  add_period(panel_verb, panel.first, panel.last);
  add_period(export_verb, exported.first, exported.last);

  std::string encoding = "utf-8";
  for (CLI::App* verb : {read_verb, info_verb, at_verb, during_verb, check_verb, archive_verb,
                         diff_verb, panel_verb, status_verb, blocked_verb, holders_verb,
                         changes_verb, map_verb, match_verb, export_verb, codes_verb}) {
    verb->add_option("--encoding", encoding,
                     "What the bytes of files are: utf-8, latin-1, cp1252, mac-roman")
        ->capture_default_str();
  }
  std::string published;
  for (CLI::App* verb : {read_verb, info_verb, at_verb, during_verb, check_verb, holders_verb,
                         changes_verb, map_verb, export_verb}) {
    verb->add_option("--published", published,
                     "When the files were published: the day of a list that has none of its own");
    verb->add_option("--held-by", session.held_by,
                     "GeoJSON of an area drawn day by day: the key of the actor who held it");
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kMisused;
  }
  session.style = csv ? Style::kCsv : json ? Style::kJson : Style::kHuman;
  const casus::Result<casus::Encoding> named = casus::ParseToken<casus::Encoding>(encoding);
  if (!named.ok()) {
    std::cerr << "casus: --encoding: " << named.error() << '\n';
    return kMisused;
  }
  session.encoding = *named;
  if (!published.empty()) {
    const casus::Result<casus::Moment> moment = casus::ParseEdtfMoment(published);
    if (!moment.ok()) {
      std::cerr << "casus: --published: " << moment.error() << '\n';
      return kMisused;
    }
    session.published = *moment;
  }
  CatchInterrupt();

  if (read_verb->parsed()) return Read(session, read);
  if (info_verb->parsed()) return Info(session, path);
  if (check_verb->parsed())
    return Check(session, checked.size() == 2 ? checked.front() : "auto", checked.back());
  if (archive_verb->parsed()) return AddToArchive(session, archive);
  if (diff_verb->parsed()) return ShowDiff(session, diff);
  if (as_known_verb->parsed()) return WriteAsKnown(session, path, known_day, output);

  if (status_verb->parsed()) return ShowStatus(session, sanctions);
  if (blocked_verb->parsed()) return ShowBlocked(session, sanctions);
  if (holders_verb->parsed()) return ShowHolders(session, territory);
  if (changes_verb->parsed()) return ShowChanges(session, territory);
  if (map_verb->parsed()) return ShowMap(session, territory);
  if (panel_verb->parsed()) return MakePanel(session, panel);
  if (match_verb->parsed()) return MatchNames(session, match);
  if (export_verb->parsed()) return ExportRows(session, exported);
  if (codes_verb->parsed()) return Codes(session, codes);
  return Ask(session, ask);
}
