// crm.lead: what its files ask of each other.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

// --- crm_lead_customer.cpp: what a lead takes from its customer, and gives it
std::vector<orm::Compute> customer_computes();
std::vector<orm::Inverse> customer_inverses();
// A new contact (with its company) made of what the lead knows.
orm::RecordSet create_customer(const orm::RecordSet& lead);

// --- crm_lead_scoring.cpp: how likely it is to be won, and what tells duplicates
std::vector<orm::Compute> scoring_computes();
orm::Method scoring_job();
// Whether anybody can have an address like this one, so that it says nothing of a company.
bool is_mail_provider(std::string_view email);

// --- crm_lead_form.cpp
std::vector<orm::Compute> form_computes();

// --- crm_lead_outcome.cpp: won, lost, and in between
std::vector<orm::Method> outcome_methods();
// The stages of a lead's team, and those of all teams, that fit.
orm::RecordSet find_stages(const orm::RecordSet& lead, const orm::Domain& which);

}  // namespace paridoo::addons::crm
