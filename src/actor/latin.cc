#include "src/actor/latin.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <utility>

#ifdef CASUS_HAVE_ICU
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#endif

namespace casus::internal {

#ifdef CASUS_HAVE_ICU

class Transliterator::Impl {
 public:
  ~Impl() {
    if (any_latin_ != nullptr) utrans_close(any_latin_);
  }

  std::optional<std::string> ToLatin(std::string_view text) {
    // A name has some dozens of letters; what is longer by far is none.
    constexpr std::size_t kMostBytes = 4096;
    if (text.size() > kMostBytes) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    std::array<UChar, 8 * kMostBytes> letters;
    std::int32_t length = 0;
    u_strFromUTF8(letters.data(), static_cast<std::int32_t>(letters.size()), &length, text.data(),
                  static_cast<std::int32_t>(text.size()), &status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!is_open_) Open();
      if (any_latin_ == nullptr) return std::nullopt;
      std::int32_t limit = length;
      utrans_transUChars(any_latin_, letters.data(), &length,
                         static_cast<std::int32_t>(letters.size()), 0, &limit, &status);
    }
    if (U_FAILURE(status) != 0) return std::nullopt;
    std::string latin(static_cast<std::size_t>(length) * 3, '\0');
    std::int32_t bytes = 0;
    u_strToUTF8(latin.data(), static_cast<std::int32_t>(latin.size()), &bytes, letters.data(),
                length, &status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    latin.resize(static_cast<std::size_t>(bytes));
    return latin;
  }

 private:
  void Open() {
    is_open_ = true;
    constexpr std::u16string_view kId = u"Any-Latin; Latin-ASCII";
    UErrorCode status = U_ZERO_ERROR;
    any_latin_ = utrans_openU(kId.data(), static_cast<std::int32_t>(kId.size()), UTRANS_FORWARD,
                              nullptr, 0, nullptr, &status);
    if (U_FAILURE(status) != 0) any_latin_ = nullptr;
  }

  std::mutex mutex_;
  bool is_open_ = false;
  UTransliterator* any_latin_ = nullptr;
};

namespace {

bool IsForeignLetter(char32_t c) { return c >= 0x180 && u_isalpha(static_cast<UChar32>(c)) != 0; }
// Vowel signs and the like, which stand inside words.
bool IsMark(char32_t c) {
  const int type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_FORMAT_CHAR;
}
int DigitValue(char32_t c) { return u_charDigitValue(static_cast<UChar32>(c)); }

}  // namespace

#else

class Transliterator::Impl {
 public:
  std::optional<std::string> ToLatin(std::string_view) { return std::nullopt; }
};

namespace {

// Without ICU's tables: the blocks that hold no letters.
bool IsForeignLetter(char32_t c) {
  return c >= 0x180 && !(c >= 0x2B0 && c < 0x370) && !(c >= 0x2000 && c < 0x2C00) &&
         !(c >= 0x3000 && c < 0x3040) && !(c >= 0xD800 && c < 0xF900) &&
         !(c >= 0xFE00 && c < 0xFE70) && !(c >= 0xFF00 && c < 0xFF10) &&
         !(c >= 0xFFE0 && c < 0x10000) && c < 0xE0000;
}
bool IsMark(char32_t c) {
  return (c >= 0x300 && c < 0x370) || (c >= 0x591 && c < 0x5C8) || (c >= 0x64B && c < 0x660) ||
         (c >= 0x200B && c < 0x2010);
}
int DigitValue(char32_t c) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0966', U'\uFF10'}) {
    if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
  }
  return -1;
}

}  // namespace

#endif

Transliterator::Transliterator() : impl_(std::make_unique<Impl>()) {}
Transliterator::~Transliterator() = default;
std::optional<std::string> Transliterator::ToLatin(std::string_view text) const {
  return impl_->ToLatin(text);
}

namespace {

// Two letters for each code point, blanks where it is none of Latin: without diacritics.
constexpr std::string_view kLatin00C0 =
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thssa a a a a a aec e e e e "
    "i i i i d n o o o o o   o u u u u y thy a a a a a a c c c c c c c c d d d d e e e e e e "
    "e e e e g g g g g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l l l l n "
    "n n n n n n n n o o o o o o oeoer r r r r r s s s s s s s s t t t t t t u u u u u u u u "
    "u u u u w w y y y z z z z z z s b b         o c c d d       e a e f f   g   i i k k     "
    "  n   o o o         r                 u u u v y y z z z                         dzdzdzlj"
    "ljljnjnjnja a i i o o u u u u u u u u u u e a a a a         g g k k o o o o     j dzdzdz"
    "g g     n n a a         a a a a e e e e i i i i o o o o r r r r u u u u s s t t     h h "
    "            a a e e o o o o o o o o y y       j                       b u               "
    "        ";
constexpr std::string_view kLatin1E00 =
    "a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h "
    "i i i i k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p "
    "r r r r r r r r s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v w w w w "
    "w w w w w w x x x x y y z z z z z z h t w y   s     ss  a a a a a a a a a a a a a a a a "
    "a a a a a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o o o o o o o o o o o "
    "o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y             ";
static_assert(kLatin00C0.size() == 2 * (0x250 - 0xC0));
static_assert(kLatin1E00.size() == 2 * 0x100);

// From U+0430 on, the small letters.
constexpr std::array<std::string_view, 48> kCyrillic = {
    "a", "b", "v",  "g", "d",  "e",  "zh", "z",  "i",  "y",    "k",  "l", "m", "n", "o",  "p",
    "r", "s", "t",  "u", "f",  "kh", "ts", "ch", "sh", "shch", "",   "y", "",  "e", "yu", "ya",
    "e", "e", "dj", "g", "ye", "dz", "i",  "yi", "j",  "lj",   "nj", "c", "k", "i", "u",  "dz"};
// From U+0490 on, capitals and small letters, for the languages of Central Asia and the Caucasus.
constexpr std::array<std::string_view, 48> kCyrillicMore = {
    "g", "g", "g",  "g",  "g",  "g",  "zh", "zh", "z",  "z",  "k", "k", "k",  "k",  "k",  "k",
    "k", "k", "n",  "n",  "n",  "n",  "p",  "p",  "o",  "o",  "s", "s", "t",  "t",  "u",  "u",
    "u", "u", "kh", "kh", "ts", "ts", "ch", "ch", "ch", "ch", "h", "h", "ch", "ch", "ch", "ch"};

// From U+03B1 on; the accented ones before and behind are led here.
constexpr std::array<std::string_view, 25> kGreek = {"a", "v", "g", "d", "e",  "z",  "i", "th", "i",
                                                     "k", "l", "m", "n", "x",  "o",  "p", "r",  "s",
                                                     "s", "t", "i", "f", "kh", "ps", "o"};

char32_t PlainGreek(char32_t c) {
  switch (c) {
    case 0x386:
    case 0x3AC: return 0x3B1;
    case 0x388:
    case 0x3AD: return 0x3B5;
    case 0x389:
    case 0x3AE: return 0x3B7;
    case 0x38A:
    case 0x3AF:
    case 0x390:
    case 0x3AA:
    case 0x3CA: return 0x3B9;
    case 0x38C:
    case 0x3CC: return 0x3BF;
    case 0x38E:
    case 0x3CD:
    case 0x3B0:
    case 0x3AB:
    case 0x3CB: return 0x3C5;
    case 0x38F:
    case 0x3CE: return 0x3C9;
    default: return c >= 0x391 && c <= 0x3A9 ? c + 0x20 : c;
  }
}

// A code point and its bytes; 0 bytes are never taken. What is no UTF-8 is one byte of U+FFFD.
struct Decoded {
  char32_t code = 0xFFFD;
  std::size_t size = 1;
};
Decoded Decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  char32_t code = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[size] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return {};
  return {code, size};
}

// Signs that stand inside a word and say nothing here: apostrophes, ayn, hamza, soft signs.
bool IsApostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2B9 && c <= 0x2BF) || c == 0x2018 ||
         c == 0x2019 || c == 0x201B || c == 0x2032 || c == 0xFF07 || c == 0xAD || c == 0xB7;
}

bool LeavesOutVowels(char32_t c) {
  return (c >= 0x590 && c < 0x780) || (c >= 0x8A0 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) ||
         (c >= 0xFE70 && c < 0xFEFF);
}

bool IsKoreanSyllable(char32_t c) { return c >= 0xAC00 && c < 0xD7A4; }

bool IsCyrillic(char32_t c) { return c >= 0x400 && c < 0x4C0; }

// Does a table here know the letter?
bool IsTabled(char32_t c) {
  if (c >= 0xC0 && c < 0x250) return kLatin00C0[2 * (c - 0xC0)] != ' ';
  if (c >= 0x1E00 && c < 0x1F00) return kLatin1E00[2 * (c - 0x1E00)] != ' ';
  const char32_t greek = PlainGreek(c);
  return c < 0xC0 || IsCyrillic(c) || (greek >= 0x3B1 && greek <= 0x3C9);
}

class Reader {
 public:
  Reader(std::string_view text, const Transliterator* transliterator)
      : text_(text), transliterator_(transliterator) {}

  LatinText Read() {
    while (at_ < text_.size()) {
      const Decoded next = Decode(text_.substr(at_));
      if (next.code < 0x80) {
        ReadAscii(static_cast<char>(next.code));
        ++at_;
      } else {
        ReadOther(next);
      }
    }
    EndWord();
    return std::move(read_);
  }

 private:
  void ReadAscii(char c) {
    if (c >= 'a' && c <= 'z') {
      AddLetters({&c, 1});
    } else if (c >= 'A' && c <= 'Z') {
      const char small = static_cast<char>(c - 'A' + 'a');
      AddLetters({&small, 1});
    } else if (c >= '0' && c <= '9') {
      AddDigit(c);
    } else if (IsApostrophe(static_cast<unsigned char>(c))) {
      SetApostrophe();
    } else {
      const bool ends_word = !word_.text.empty();
      Part();
      if (c == '.') {
        dot_ = true;
        if (ends_word) read_.words.back().is_before_dot = true;
      }
      if (c == ' ') return;
      if (c != '.') dot_ = false;
      if (c == ',') comma_ = true;
      if (c == '(' || c == '[') ++brackets_;
      if ((c == ')' || c == ']') && brackets_ > 0) --brackets_;
      if (c == '&') {
        AddLetters("and");
        Part();
      }
    }
  }

  void ReadOther(const Decoded& next) {
    const char32_t c = next.code;
    if (c >= 0xFF01 && c <= 0xFF5E) {  // fullwidth forms of ASCII
      ReadAscii(static_cast<char>(c - 0xFEE0));
    } else if (IsApostrophe(c)) {
      SetApostrophe();
    } else if (c >= 0x300 && c < 0x370) {
      // Combining marks are diacritics.
    } else if (c >= 0xC0 && IsTabled(c)) {
      if (c < 0x250) {
        AddPair(kLatin00C0.substr(2 * (c - 0xC0), 2));
      } else if (c >= 0x1E00) {
        AddPair(kLatin1E00.substr(2 * (c - 0x1E00), 2));
      } else if (IsCyrillic(c)) {
        AddCyrillic(c);
      } else {
        AddGreek(PlainGreek(c));
      }
    } else if (const int digit = DigitValue(c); digit >= 0) {
      AddDigit(static_cast<char>('0' + digit));
    } else if (IsForeignLetter(c)) {
      AddForeign();
      return;
    } else if (!IsMark(c)) {
      Part();
      dot_ = false;
      if (c == 0x60C || c == 0x3001) comma_ = true;  // the Arabic comma and the ideographic one
    }
    at_ += next.size;
  }

  // All letters of the run at once: what one means may depend on its neighbours.
  void AddForeign() {
    const std::size_t begin = at_;
    const bool is_syllable = IsKoreanSyllable(Decode(text_.substr(at_)).code);
    bool vowelless = false;
    while (at_ < text_.size()) {
      const Decoded next = Decode(text_.substr(at_));
      if (at_ > begin && (is_syllable || IsKoreanSyllable(next.code))) break;
      if (IsTabled(next.code) || !(IsForeignLetter(next.code) || IsMark(next.code))) break;
      vowelless = vowelless || LeavesOutVowels(next.code);
      at_ += next.size;
    }
    const std::string_view run = text_.substr(begin, at_ - begin);
    const std::optional<std::string> latin =
        transliterator_ == nullptr ? std::nullopt : transliterator_->ToLatin(run);
    // Read without a transliterator: what ICU left as it was is not asked again.
    const LatinText parts =
        latin ? Reader(*latin, nullptr).Read() : LatinText{{}, std::string(run)};
    if (is_syllable) EndWord();
    for (const Word& part : parts.words) {
      if (&part != &parts.words.front()) Part();
      if (part.is_number) {
        for (const char digit : part.text) AddDigit(digit);
        continue;
      }
      AddLetters(part.text);
      word_.is_transliterated = true;
      word_.is_vowelless = vowelless;
      word_.is_syllable = is_syllable;
    }
    if (is_syllable) EndWord();
    for (std::size_t i = 0; i < parts.unread.size();) {
      const std::size_t size = Decode(std::string_view(parts.unread).substr(i)).size;
      const std::string letter = parts.unread.substr(i, size);
      if (read_.unread.find(letter) == std::string::npos) read_.unread += letter;
      i += size;
    }
  }

  void AddPair(std::string_view letters) {
    AddLetters(letters[1] == ' ' ? letters.substr(0, 1) : letters);
  }

  void AddCyrillic(char32_t c) {
    if (word_.is_number) EndWord();
    std::string_view letters;
    if (c >= 0x490) {
      letters = kCyrillicMore[c - 0x490 < kCyrillicMore.size() ? c - 0x490 : 0];
      ukrainian_ = ukrainian_ || c <= 0x491;
    } else if (c < 0x460) {
      const char32_t small = c < 0x410 ? c + 0x50 : c < 0x430 ? c + 0x20 : c;
      letters = kCyrillic[small - 0x430];
      ukrainian_ = ukrainian_ || small == 0x454 || small == 0x456 || small == 0x457;
      if (small == 0x433) {  // the letter that is h in Ukrainian
        g_.push_back(word_.text.size());
      }
    }
    AddLetters(letters);
    word_.is_transliterated = true;
  }

  void AddGreek(char32_t c) {
    std::string_view letters = kGreek[c - 0x3B1];
    if (c == 0x3C5 && !word_.text.empty()) {  // upsilon behind another vowel
      const char before = word_.text.back();
      if (before == 'o') letters = "u";
      if (before == 'a' || before == 'e') letters = "v";
    }
    AddLetters(letters);
    word_.is_transliterated = true;
  }

  void AddLetters(std::string_view letters) {
    if (word_.is_number) EndWord();
    BeginWord();
    word_.text += letters;
  }
  void AddDigit(char digit) {
    if (!word_.is_number) EndWord();
    BeginWord();
    word_.is_number = true;
    word_.text += digit;
  }

  void BeginWord() {
    if (!word_.text.empty()) return;
    word_.is_glued = !is_parted_ && !read_.words.empty();
    word_.is_bracketed = brackets_ > 0;
    is_parted_ = false;
  }
  void SetApostrophe() {
    if (word_.apostrophe == 0) word_.apostrophe = word_.text.size();
  }
  // A sign that parts words.
  void Part() {
    EndWord();
    is_parted_ = true;
  }

  void EndWord() {
    if (ukrainian_) {
      for (const std::size_t at : g_) word_.text[at] = 'h';
    }
    ukrainian_ = false;
    g_.clear();
    if (word_.is_number) {
      const std::size_t zeros = word_.text.find_first_not_of('0');
      word_.text.erase(0, zeros == std::string::npos ? word_.text.size() - 1 : zeros);
    }
    if (!word_.text.empty()) {
      word_.is_dotted = dot_ && !read_.words.empty();
      word_.is_after_comma = comma_ && !read_.words.empty();
      dot_ = comma_ = false;
      read_.words.push_back(std::move(word_));
    }
    word_ = Word();
  }

  std::string_view text_;
  const Transliterator* transliterator_;
  std::size_t at_ = 0;
  LatinText read_;
  Word word_;
  bool dot_ = false;
  bool comma_ = false;
  bool is_parted_ = true;
  int brackets_ = 0;
  bool ukrainian_ = false;
  std::vector<std::size_t> g_;
};

}  // namespace

LatinText ToLatinWords(std::string_view text, const Transliterator& transliterator) {
  return Reader(text, &transliterator).Read();
}

}  // namespace casus::internal
