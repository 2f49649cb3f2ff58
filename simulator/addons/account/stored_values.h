// Computed fields that business code sets itself, and values that a user gave and that no compute may replace.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/record_set.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

// Stores a value as the field's compute would: without the hooks of write(); what depends on it becomes stale.
void store(const orm::RecordSet& records, std::string_view field, const orm::Value& value);
// Writes what differs from what is there; unset values are alike.
void write_changed(const orm::RecordSet& record, const orm::Dict& values);
// What an empty text is written as.
inline orm::Value text_or_false(const std::string& text) { return text.empty() ? orm::Value(false) : orm::Value(text); }
// Runs a compute that no dependency asked for.
void compute_now(const orm::RecordSet& records, std::initializer_list<std::string_view> fields,
                 void (*compute)(const orm::RecordSet&));

// Makes stale what depends on a field that its compute has just assigned. It was stale before, together with the field,
// and is to be marked again where it may have been computed from the old value in between.
void outdate_dependents(const orm::RecordSet& records, std::string_view field);

// While it lives, what was given for the computed fields of these records stays.
class GivenValues {
 public:
  void add(const orm::RecordSet& records, const orm::Dict& given);

 private:
  std::vector<std::unique_ptr<orm::Transaction::Protection>> protections_;
};

}  // namespace paridoo::addons::account
