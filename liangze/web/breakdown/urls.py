"""Addresses of the breakdown."""

from django.urls import path

from liangze.web.breakdown import boards, copies, importing, landing, planning, signing, task, task_form

urlpatterns = [
    path("", landing.tasks, name="tasks"),
    path("mine/", landing.my_tasks_page, name="my-tasks"),
    path("all/", landing.breakdowns_page, name="breakdowns"),
    path("new/", landing.breakdown_new, name="breakdown-new"),
    path("<int:breakdown_id>/", boards.board, name="breakdown"),
    path("<int:breakdown_id>/table/", boards.table, name="breakdown-table"),
    path("<int:breakdown_id>/timeline/", boards.timeline, name="breakdown-timeline"),
    path("<int:breakdown_id>/document/<str:kind>/", boards.document, name="breakdown-document"),
    path("<int:breakdown_id>/workbook/", importing.tasks_workbook, name="breakdown-workbook"),
    path("<int:breakdown_id>/import/", importing.tasks_import, name="breakdown-import"),
    path("<int:breakdown_id>/import/template/", importing.tasks_template, name="breakdown-template"),
    path("<int:breakdown_id>/copies/", copies.breakdown_likeness, name="breakdown-copies"),
    path("<int:breakdown_id>/copies/<int:other_id>/decide/", copies.breakdown_copy_decide, name="breakdown-copy-decide"),
    path("<int:breakdown_id>/issue/", boards.breakdown_issue, name="breakdown-issue"),
    path("<int:breakdown_id>/withdraw/", boards.breakdown_withdraw, name="breakdown-withdraw"),
    path("<int:breakdown_id>/sign/", signing.breakdown_sign, name="breakdown-sign"),
    path("<int:breakdown_id>/sign/lay-out/", signing.breakdown_lay_out, name="breakdown-lay-out"),
    path("<int:breakdown_id>/start/", planning.breakdown_start, name="breakdown-start"),
    path("<int:breakdown_id>/carry/", planning.breakdown_carry, name="breakdown-carry"),
    path("<int:breakdown_id>/tasks/new/", task_form.task_new, name="task-new"),
    path("tasks/<int:task_id>/", task.task_page_view, name="task"),
    path("tasks/<int:task_id>/edit/", task_form.task_edit, name="task-edit"),
    path("tasks/<int:task_id>/report/", task.task_report, name="task-report"),
    path("tasks/<int:task_id>/<str:verb>/", task.task_act, name="task-act"),
    path("reports/<int:progress_id>/files/<int:use_id>/", task.task_file, name="task-file"),
]
