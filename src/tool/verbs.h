#ifndef CASUS_SRC_TOOL_VERBS_H_
#define CASUS_SRC_TOOL_VERBS_H_

#include <string>
#include <vector>

#include "casus/actor/match.h"
#include "casus/event/details.h"
#include "src/tool/session.h"

namespace casus::tool {

// The verbs of the command. Each returns the exit code.

struct ReadArguments {
  std::string format;
  std::vector<std::string> files;
  std::string output;
  bool keep_going = false;
};
int Read(const Session& session, const ReadArguments& arguments);
int Check(const Session& session, const std::string& format, const std::string& file);
int Info(const Session& session, const std::string& path);

struct AskArguments {
  std::string path;
  std::string first;  // the day, or the first of a period
  std::string last;   // empty: a day is asked about
  std::string actor;
  bool with_parts = false;
  std::string place;
  std::string known;
  bool undated = false;  // list for people, too, what no source dates
};
int Ask(const Session& session, const AskArguments& arguments);

struct ArchiveArguments {
  std::string archive;
  std::string format;
  std::vector<std::string> files;  // all of one version
  std::string name;
  std::string published;
  bool updates = false;
  std::vector<std::string> period;   // none, or its first and its last day
  std::string deleted;               // a file that lists what updates delete
  std::string list;                  // of a sanctions list: which; empty: as its keys say
  std::vector<std::string> refused;  // ... keys of entries that are on it but were not read
  bool keep_going = false;
};
int AddToArchive(const Session& session, const ArchiveArguments& arguments);
struct DiffArguments {
  std::string before;
  std::string after;  // empty: the same
  std::string from;   // before, as known on this day
  std::string to;
};
int ShowDiff(const Session& session, const DiffArguments& arguments);
int WriteAsKnown(const Session& session, const std::string& path, const std::string& day,
                 const std::string& output);

struct PanelArguments {
  std::string path;
  std::string by;
  std::string bin = "month";
  std::string first;  // empty: from the first to the last day named
  std::string last;
  std::vector<std::string> types;
  std::string source;
  std::string place;
  std::string viewpoint;
  std::string known;
  bool balanced = false;
};
int MakePanel(const Session& session, const PanelArguments& arguments);

struct SanctionArguments {
  std::string actor;   // of status
  std::string entity;  // of blocked: explain this one
  std::string rule = "ofac";
  std::string day;
  std::vector<std::string> files;
  std::string sender;
  bool with_organisations = false;
  std::string regime;
  std::string source;
  std::string known;
};
int ShowStatus(const Session& session, const SanctionArguments& arguments);
int ShowBlocked(const Session& session, const SanctionArguments& arguments);

struct TerritoryArguments {
  std::string path;
  std::string place;  // of holders
  std::string first;  // or the only day
  std::string last;
  std::vector<std::string> axes;
  std::string viewpoint;
  std::string source;
  std::string known;
  bool inside = false;
  // Of map.
  std::vector<std::string> files;
  std::vector<std::string> period;  // none, or its first and its last day
  std::string geojson;              // files to write, or "-"
  std::string episodes;
  bool leave_out_unlocated = false;
};
int ShowHolders(const Session& session, const TerritoryArguments& arguments);
int ShowChanges(const Session& session, const TerritoryArguments& arguments);
int ShowMap(const Session& session, const TerritoryArguments& arguments);

struct MatchArguments {
  std::string name;
  std::vector<std::string> files;
  std::string kind;  // empty: all
  double min_score = kDefaultMinScore;
  bool weak = false;  // weak aliases, too
};
int MatchNames(const Session& session, const MatchArguments& arguments);

struct ExportArguments {
  std::string path;
  std::string format;
  std::string output = "-";
  std::string table = "events";
  std::string first;  // empty: all
  std::string last;
  std::vector<std::string> types;
  std::string known;
  bool leave_out_unlocated = false;
};
int ExportRows(const Session& session, const ExportArguments& arguments);
struct CodesArguments {
  std::string code;
  std::string from;
  std::string to;                      // empty: whose it is only
  std::string on;                      // empty: on any day
  std::vector<std::string> crosswalk;  // from, to, file
  std::string column;
  std::string day_column;
  std::string in_year;  // "12-31": the day that a year stands for
  std::string delimiter = ",";
};
int Codes(const Session& session, const CodesArguments& arguments);

// By their words.
Result<std::vector<EventType>> ParseTypes(const std::vector<std::string>& words);

}  // namespace casus::tool

#endif  // CASUS_SRC_TOOL_VERBS_H_
