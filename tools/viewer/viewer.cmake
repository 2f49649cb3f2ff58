# The page at /docs: npm's swagger-ui-dist, installed into the build folder as the lock file says and embedded.
find_program(NPM npm REQUIRED)
set(viewer_source ${CMAKE_SOURCE_DIR}/tools/viewer)
set(viewer_folder ${CMAKE_BINARY_DIR}/viewer)
set(viewer_dist ${viewer_folder}/node_modules/swagger-ui-dist)
set(viewer_files ${viewer_dist}/swagger-ui-bundle.js ${viewer_dist}/swagger-ui.css)
add_custom_command(OUTPUT ${viewer_files}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${viewer_folder}
  COMMAND ${CMAKE_COMMAND} -E copy ${viewer_source}/package.json ${viewer_source}/package-lock.json ${viewer_folder}
  COMMAND ${NPM} ci --prefix ${viewer_folder} --ignore-scripts --no-audit --no-fund
  COMMAND ${CMAKE_COMMAND} -E touch ${viewer_files}
  DEPENDS ${viewer_source}/package.json ${viewer_source}/package-lock.json
  COMMENT "Installing the viewer of the API's document" VERBATIM)
paridoo_embed(paridoo_viewer NAMESPACE paridoo::viewer BASE ${viewer_dist} FILES ${viewer_files})
target_include_directories(paridoo_viewer PUBLIC ${CMAKE_SOURCE_DIR})
