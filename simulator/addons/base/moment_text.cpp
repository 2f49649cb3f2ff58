#include "simulator/addons/base/moment_text.h"

#include <date/date.h>

#include "simulator/addons/base/timezone.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

namespace {

orm::Moment where_the_user_is(const orm::Env& env, orm::Moment moment) {
  const std::string zone = env["res.users"].browse(env.uid()).sudo().text("tz");
  const auto offset = zone.empty() ? std::nullopt : utc_offset(zone, moment);
  return moment + offset.value_or(std::chrono::seconds(0));
}

}  // namespace

std::string moment_text(const orm::Env& env, orm::Moment moment) {
  if (const orm::Value& language = env.context("lang"); language && language.text() != "en_US")
    throw orm::not_simulated("moments in the format of " + language.text());
  const char* format = env.since(orm::Series::v19) ? "%m/%d/%Y %I:%M:%S %p" : "%m/%d/%Y %H:%M:%S";
  return date::format(format, where_the_user_is(env, moment));
}

}  // namespace paridoo::addons::base
