// The kinds of records that belong to service accounts.
#pragma once

#include <string_view>

namespace paridoo::governance {

enum class Subject { none, order, delivery, invoice, payment, asset, subscription, ticket, customer, product };

struct SubjectRow {
  Subject subject = Subject::none;
  std::string_view model = {};
  std::string_view noun = {};        // "order"
  std::string_view assignment = {};  // the model of its association rows; empty: it has only its stamp
  std::string_view record = {};      // the field of those that leads to it
};

// Not for `none`.
const SubjectRow& subject_row(Subject subject);

}  // namespace paridoo::governance
