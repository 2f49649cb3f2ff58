// Values of tracked fields before and after a change, as messages tell them (mail.tracking.value).
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "simulator/orm/record_set.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::mail {

using orm::TrackedField;

// The tracked fields of a model, in the order in which their values are noted.
std::vector<TrackedField> tracked_fields(const orm::RecordSet& model);

using InitialRow = std::vector<std::pair<const orm::Field*, orm::Value>>;

struct Tracking {
  orm::Dict before = {};    // of the fields that have changed
  orm::List commands = {};  // that create the mail.tracking.value
};

// What has changed in a record since it held these values.
Tracking tracking_of(const orm::RecordSet& record, const std::vector<TrackedField>& fields, const InitialRow& initial);

// All that a record holds, which is about to be deleted.
Tracking tracking_of_deletion(const orm::RecordSet& record, const std::vector<TrackedField>& fields);

// Notes something on one record, with the changes that it is about.
void message_log(const orm::RecordSet& record, std::string_view body, const Tracking& tracking);

}  // namespace paridoo::addons::mail
