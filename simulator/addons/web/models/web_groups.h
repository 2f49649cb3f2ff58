// Records in groups, as list and kanban views show them.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::web {

// web_read_group of 19.0: groups with the records or the groups below them, where they are open.
orm::Value web_read_opened_groups(const orm::RecordSet& self, const orm::Arguments& arguments);
// read_progress_bar: for each group, how many of its records have which value of a field.
orm::Value read_progress_bar(const orm::RecordSet& self, const orm::Arguments& arguments);
// search_panel_select_range and search_panel_select_multi_range: the values of a field to filter by.
orm::Value search_panel_select_range(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value search_panel_select_multi_range(const orm::RecordSet& self, const orm::Arguments& arguments);

}  // namespace paridoo::addons::web
