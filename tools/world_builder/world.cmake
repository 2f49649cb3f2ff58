# The worlds: for each series with facts in fixtures/odoo, a database image and the packed facts, made at build time
# and embedded into paridoo_world as <series>.sqlite and <series>.facts; beside them the models of custom addons.
add_executable(world_builder ${CMAKE_SOURCE_DIR}/tools/world_builder/main.cpp)
target_link_libraries(world_builder PRIVATE paridoo_addons)

set(world_folder ${CMAKE_BINARY_DIR}/world)
file(MAKE_DIRECTORY ${world_folder})
file(GLOB series_folders CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fixtures/odoo/*)
file(GLOB module_data CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/simulator/addons/*/data/*.json
     ${CMAKE_SOURCE_DIR}/simulator/addons/*/data/*/*.json
     ${CMAKE_SOURCE_DIR}/simulator/addons/*/facts/*/*.json)
set(world_files)
foreach(folder IN LISTS series_folders)
  get_filename_component(series ${folder} NAME)
  file(GLOB_RECURSE fixtures CONFIGURE_DEPENDS ${folder}/*.json)
  set(facts ${world_folder}/${series}.facts)
  set(image ${world_folder}/${series}.sqlite)
  add_custom_command(
    OUTPUT ${facts} ${image}
    COMMAND world_builder ${series} ${folder} ${CMAKE_SOURCE_DIR}/simulator/addons ${facts} ${image}
    DEPENDS world_builder ${fixtures} ${module_data}
    COMMENT "Building the world of ${series}"
    VERBATIM)
  list(APPEND world_files ${facts} ${image})
endforeach()
# What the models of the custom addons are (simulator/addons/custom_addons.h): <addon>.addon for every series, and
# <addon>.<series>.addon from the folder of a series.
function(pack_models folder packed)
  file(GLOB model_files CONFIGURE_DEPENDS ${folder}/*.json)
  if(NOT model_files)
    return()
  endif()
  add_custom_command(
    OUTPUT ${world_folder}/${packed}
    COMMAND world_builder ${folder} ${world_folder}/${packed}
    DEPENDS world_builder ${model_files}
    COMMENT "Packing the models of ${packed}"
    VERBATIM)
  set(world_files ${world_files} ${world_folder}/${packed} PARENT_SCOPE)
endfunction()
file(GLOB custom_folders CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/simulator/addons/*/model_files)
foreach(folder IN LISTS custom_folders)
  cmake_path(GET folder PARENT_PATH addon)
  get_filename_component(addon ${addon} NAME)
  pack_models(${folder} ${addon}.addon)
  file(GLOB series_folders CONFIGURE_DEPENDS ${folder}/*.0)
  foreach(series_folder IN LISTS series_folders)
    get_filename_component(series ${series_folder} NAME)
    pack_models(${series_folder} ${addon}.${series}.addon)
  endforeach()
endforeach()
add_custom_target(worlds DEPENDS ${world_files})
paridoo_embed(paridoo_world NAMESPACE paridoo::world BASE ${world_folder} FILES ${world_files} DEPENDS worlds)
