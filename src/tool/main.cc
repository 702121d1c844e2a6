// The casus command. Each verb is in a file of its own; here is only the command line.

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

#include "casus/base/version.h"
#include "casus/io/importer.h"
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
      "  casus check gdelt 20191024143000.export.CSV\n"
      "  casus panel ged.casus --by country --bin year --balanced --csv\n"
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

  std::string format;
  std::string file;
  CLI::App* check_verb = app.add_subcommand("check", "Every problem in a file, with its place");
  check_verb->add_option("FORMAT", format, "The format, or `auto`")->required();
  check_verb->add_option("FILE", file, "The file; - is standard input")->required();
  add_style(check_verb);
  check_verb->footer(FormatList() + "\nExample:\n  casus check ucdp-ged ged231.csv\n");

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

  const auto add_period = [](CLI::App* verb, std::string& first, std::string& last) {
    CLI::Option* from =
        verb->add_option("--first", first, "From the first day of this day, month or year");
    CLI::Option* to = verb->add_option("--last", last, "To the last day of this one, inside");
    from->needs(to);
    to->needs(from);
  };
  add_period(panel_verb, panel.first, panel.last);
  add_period(export_verb, exported.first, exported.last);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kMisused;
  }
  session.style = csv ? Style::kCsv : json ? Style::kJson : Style::kHuman;
  CatchInterrupt();

  if (read_verb->parsed()) return Read(session, read);
  if (info_verb->parsed()) return Info(session, path);
  if (check_verb->parsed()) return Check(session, format, file);
  if (panel_verb->parsed()) return MakePanel(session, panel);
  if (export_verb->parsed()) return ExportRows(session, exported);
  return Ask(session, ask);
}
