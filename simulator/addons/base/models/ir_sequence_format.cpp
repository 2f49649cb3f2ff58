#include <fmt/format.h>

#include <array>
#include <ctime>
#include <string_view>

#include "simulator/addons/base/models/ir_sequence.h"
#include "simulator/addons/base/timezone.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

struct Moments {
  Moment effective, range, now;
};

std::string told(std::string_view key, Moment moment) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 11> formats{{{"year", "%Y"},
                                                                                     {"month", "%m"},
                                                                                     {"day", "%d"},
                                                                                     {"y", "%y"},
                                                                                     {"doy", "%j"},
                                                                                     {"woy", "%W"},
                                                                                     {"weekday", "%w"},
                                                                                     {"h24", "%H"},
                                                                                     {"h12", "%I"},
                                                                                     {"min", "%M"},
                                                                                     {"sec", "%S"}}};
  for (const auto& [name, format] : formats) {
    if (name != key) continue;
    const std::time_t seconds = moment.time_since_epoch().count();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 8> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
  }
  throw std::out_of_range(std::string(key));
}

std::string told(std::string_view key, const Moments& moments) {
  if (key.starts_with("range_")) return told(key.substr(6), moments.range);
  if (key.starts_with("current_")) return told(key.substr(8), moments.now);
  return told(key, moments.effective);
}

// Replaces %(key)s and %%; throws std::out_of_range at anything else after a %.
std::string interpolate(std::string_view text, const Moments& moments) {
  std::string out;
  while (!text.empty()) {
    const std::size_t percent = std::min(text.find('%'), text.size());
    out += text.substr(0, percent);
    text.remove_prefix(percent);
    if (text.empty()) break;
    if (text.starts_with("%%")) {
      out += '%';
      text.remove_prefix(2);
      continue;
    }
    const std::size_t end = text.find(")s");
    if (!text.starts_with("%(") || end == text.npos) throw std::out_of_range("%");
    out += told(text.substr(2, end - 2), moments);
    text.remove_prefix(end + 2);
  }
  return out;
}

Moment local_now(const Env& env) {
  const Value& zone = env.context("tz");
  const auto offset = zone.is_text() ? utc_offset(zone.text(), env.now()) : std::nullopt;
  return env.now() + offset.value_or(std::chrono::seconds{0});
}

Moment asked(const Env& env, std::optional<Day> day, std::string_view context_key, Moment otherwise) {
  if (day) return *day;
  const Value& told = env.context(context_key);
  return told.is_text() ? parse_moment(told.text()).value_or(otherwise) : otherwise;
}

}  // namespace

std::string format_number(const RecordSet& sequence, std::int64_t number, std::optional<Day> range_start) {
  const Env& env = sequence.env();
  const Moment now = local_now(env);
  const Moments moments{asked(env, {}, "ir_sequence_date", now), asked(env, range_start, "ir_sequence_date_range", now),
                        now};
  try {
    return fmt::format("{}{:0{}}{}", interpolate(sequence.text("prefix"), moments), number, sequence.integer("padding"),
                       interpolate(sequence.text("suffix"), moments));
  } catch (const std::out_of_range&) {
    throw user_error("The prefix or suffix of the sequence " + sequence.text("name") + " is not well-formed.");
  }
}

}  // namespace paridoo::addons::base
