// What is on the disk when writing fails or the process dies at any step.

#include "src/io/text_form_folder.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <vector>

#include "casus/io/text_form.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "text_form_samples.h"

namespace casus::text_form {
namespace {

using casus_test::BytesOf;
using casus_test::Folder;
using casus_test::TemporaryFolder;
using casus_test::WriteBytes;
using ::testing::HasSubstr;

const Folder kOld = {{"sources.csv", "key\nold\n"}, {"claims.csv", "key,source\n"}};
const Folder kNew = {{"sources.csv", "key\nnew\n"}, {"actors.csv", "key,source\na,new\n"}};

Result<void> WriteNew(FileSink sink) {
  Result<void> result;
  for (const auto& file : kNew) {
    if (result.ok()) result = sink(file.first, file.second);
  }
  return result;
}

std::size_t EntriesOf(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(TextFormFolder, EveryStepMayFailAndTheOldFolderStays) {
  for (const bool exists : {true, false}) {
    std::vector<std::string> steps;
    for (std::size_t failing = 0;; ++failing) {
      const TemporaryFolder temporary;
      const std::string folder = temporary / "x";
      if (exists) WriteBytes(kOld, folder);
      steps.clear();
      const auto before = [&](const char* step) {
        steps.push_back(step);
        return steps.size() == failing + 1 ? ENOSPC : 0;
      };
      const Result<void> written = ReplaceFolder(folder, WriteNew, before);
      if (steps.size() <= failing) {
        ASSERT_TRUE(written.ok()) << written.error();
        EXPECT_EQ(BytesOf(folder), kNew);
        EXPECT_EQ(EntriesOf(temporary.path()), 1u);
        break;
      }
      SCOPED_TRACE(steps.back());
      if (steps[failing] == "move the README") {
        EXPECT_TRUE(written.ok()) << "there is none, or it is there already";
        continue;
      }
      ASSERT_FALSE(written.ok());
      EXPECT_EQ(written.error().code(), ErrorCode::kIo);
      EXPECT_THAT(written.error().message(), HasSubstr("No space left"));
      // After the rename, only the parent is synced: the new folder is there.
      const bool renamed =
          steps.back() == "open" || steps.back() == "sync what is there"
              ? std::find(steps.begin(), steps.end(), exists ? "exchange" : "rename") != steps.end()
              : false;
      if (renamed) {
        EXPECT_EQ(BytesOf(folder), kNew);
      } else if (exists) {
        EXPECT_EQ(BytesOf(folder), kOld);
      }
      EXPECT_EQ(EntriesOf(temporary.path()), exists || renamed ? 1u : 0u);
    }
    EXPECT_GE(steps.size(), 14u);
  }
}

TEST(TextFormFolder, AProcessThatDiesAtAnyStepLeavesTheOldFolderOrTheNewOne) {
  int olds = 0;
  int news = 0;
  for (int dying = 1;; ++dying) {
    const TemporaryFolder temporary;
    const std::string folder = temporary / "x";
    WriteBytes(kOld, folder);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      int step = 0;
      const auto before = [&](const char*) {
        if (++step == dying) _exit(9);
        return 0;
      };
      _exit(ReplaceFolder(folder, WriteNew, before).ok() ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    const Folder found = BytesOf(folder);
    olds += found == kOld;
    news += found == kNew;
    EXPECT_TRUE(found == kOld || found == kNew) << "step " << dying;
    // What the dead process left behind disturbs nobody.
    EXPECT_TRUE(ReplaceFolder(folder, WriteNew).ok());
    EXPECT_EQ(BytesOf(folder), kNew);
    if (WEXITSTATUS(status) == 0) break;
    ASSERT_EQ(WEXITSTATUS(status), 9);
  }
  EXPECT_GT(olds, 5);
  EXPECT_GT(news, 1);
}

Folder WithReadme(Folder folder) {
  folder["README.md"] = "by hand";
  return folder;
}

TEST(TextFormFolder, TheReadmeStaysWhicheverStepFails) {
  for (std::size_t failing = 0;; ++failing) {
    const TemporaryFolder temporary;
    const std::string folder = temporary / "x";
    WriteBytes(WithReadme(kOld), folder);
    std::vector<std::string> steps;
    const auto before = [&](const char* step) {
      steps.push_back(step);
      return steps.size() == failing + 1 ? EPERM : 0;
    };
    const Result<void> written = ReplaceFolder(folder, WriteNew, before);
    const Folder found = BytesOf(folder);
    EXPECT_TRUE(found == WithReadme(kOld) || found == WithReadme(kNew)) << steps.back();
    EXPECT_EQ(EntriesOf(temporary.path()), 1u) << steps.back();
    if (steps.size() <= failing) break;
    // Without a link it is copied, and without a move it is there already.
    const std::string& step = steps[failing];
    EXPECT_EQ(written.ok(), step == "link the README" || step == "move the README") << step;
  }
}

TEST(TextFormFolder, TheReadmeStaysWhenTheProcessDies) {
  for (int dying = 1;; ++dying) {
    const TemporaryFolder temporary;
    const std::string folder = temporary / "x";
    WriteBytes(WithReadme(kOld), folder);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      int step = 0;
      const auto before = [&](const char*) {
        if (++step == dying) _exit(9);
        return 0;
      };
      _exit(ReplaceFolder(folder, WriteNew, before).ok() ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    const Folder found = BytesOf(folder);
    EXPECT_TRUE(found == WithReadme(kOld) || found == WithReadme(kNew)) << "step " << dying;
    if (WEXITSTATUS(status) == 0) break;
    ASSERT_EQ(WEXITSTATUS(status), 9);
  }
}

TEST(TextFormFolder, AReadmeThatIsSavedWhileTheFolderIsReplacedIsTheOneThatStays) {
  for (const char* const saved_at : {"link the README", "exchange"}) {
    const TemporaryFolder temporary;
    const std::string folder = temporary / "x";
    WriteBytes(WithReadme(kOld), folder);
    const auto before = [&](const char* step) {
      // As editors save: under another name, then renamed.
      if (std::string(step) == saved_at) {
        WriteBytes({{"saved", "newer"}}, temporary.path());
        std::filesystem::rename(temporary / "saved", folder + "/README.md");
      }
      return 0;
    };
    ASSERT_TRUE(ReplaceFolder(folder, WriteNew, before).ok());
    EXPECT_EQ(BytesOf(folder).at("README.md"), "newer") << saved_at;
  }
}

TEST(TextFormFolder, AnErrorOfTheContentLeavesTheOldFolder) {
  const TemporaryFolder temporary;
  WriteBytes(kOld, temporary / "x");
  const Result<void> written = ReplaceFolder(temporary / "x", [](FileSink sink) -> Result<void> {
    EXPECT_TRUE(sink("actors.csv", "key\n").ok());
    return Error(ErrorCode::kInvalidArgument, "no text");
  });
  EXPECT_EQ(written.error().message(), "no text");
  EXPECT_EQ(BytesOf(temporary / "x"), kOld);
  EXPECT_EQ(EntriesOf(temporary.path()), 1u);
}

TEST(TextFormFolder, WhatSomebodyPutsInWhileItIsReplacedIsNotDeleted) {
  const TemporaryFolder temporary;
  const std::string folder = temporary / "x";
  WriteBytes(kOld, folder);
  const auto before = [&](const char* step) {
    if (std::string(step) == "exchange") WriteBytes({{"mine.txt", "precious"}}, folder);
    return 0;
  };
  const Result<void> written = ReplaceFolder(folder, WriteNew, before);
  ASSERT_FALSE(written.ok());
  EXPECT_THAT(written.error().message(), HasSubstr("written, but"));
  EXPECT_EQ(BytesOf(folder), kNew);
  EXPECT_EQ(BytesOf(written.error().where().file).at("mine.txt"), "precious");
}

TEST(TextFormFolder, FilesAreReadInOrderOfNameWithoutHiddenOnesAndTheReadme) {
  const TemporaryFolder temporary;
  WriteBytes({{"sources.csv", "a"},
              {"actors.csv", "b"},
              {".git", "c"},
              {"x.txt", "d"},
              {"README.md", "e"}},
             temporary.path());
  const Result<std::vector<TextFile>> files = ReadFolder(temporary.path());
  ASSERT_TRUE(files.ok());
  ASSERT_EQ(files->size(), 3u);
  EXPECT_EQ((*files)[0].name, "actors.csv");
  EXPECT_EQ((*files)[0].bytes, "b");
  EXPECT_EQ((*files)[1].name, "sources.csv");
  EXPECT_EQ((*files)[2].name, "x.txt");
}

}  // namespace
}  // namespace casus::text_form
