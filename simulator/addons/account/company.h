// What accounting asks of res.company: which records belong to it, and up to which day its books are closed.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The company and those above it, itself first.
orm::RecordSet with_parents(const orm::RecordSet& company);
// The company at the top.
orm::RecordSet root_of(const orm::RecordSet& company);
// The first of the company and those below it, level by level, that the user works in; empty if there is none.
orm::RecordSet accessible_branch(const orm::RecordSet& company);
// Records of the company or of one above it, by `field`.
orm::Domain of_company(const orm::RecordSet& company, const std::string& field = "company_id");

// Whether there is any journal item in the company or a branch of it.
bool has_accounting(const orm::RecordSet& company);

// The last day of the books that are closed to entries of a journal (a sale, a purchase or another one); empty: none.
std::optional<orm::Day> fiscal_lock_date(const orm::RecordSet& company, const orm::RecordSet& journal);

// A locked day and the field of res.company that says so.
using LockDate = std::pair<orm::Day, std::string>;
// The lock dates that an entry on `day` breaks, the earliest first. `fiscal`: those of the year and of the journal's
// type; `tax`: that of taxes. The hard lock date is among both.
std::vector<LockDate> lock_date_violations(const orm::RecordSet& company, orm::Day day, const orm::RecordSet& journal,
                                           bool fiscal, bool tax);
// "Global Lock Date (2026-01-31), ..."
std::string told(const orm::RecordSet& company, const std::vector<LockDate>& dates);

}  // namespace paridoo::addons::account
