"""Addresses of the area."""

from django.urls import path

from liangze.web.mywork import views

urlpatterns = [path("", views.my_work, name="my-work"), path("errands/", views.errand_list, name="errands")]
