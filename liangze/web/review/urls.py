"""Addresses of the year-end review."""

from django.urls import path

from liangze.web.review import book, review, steps

urlpatterns = [
    path("", book.overview, name="reviews"),
    path("units/<int:unit_id>/<int:year>/", book.of_unit, name="review-of"),
    path("<int:review_id>/", review.detail, name="review"),
    path("<int:review_id>/decide", review.decide_item, name="review-decide"),
    path("<int:review_id>/pass", steps.pass_plain, name="review-pass"),
    path("<int:review_id>/conclude", review.conclude_review, name="review-conclude"),
    path("<int:review_id>/reopen", review.reopen_review, name="review-reopen"),
    path("<int:review_id>/sign", steps.sign_review, name="review-sign"),
    path("<int:review_id>/export/<str:form>", steps.export, name="review-export"),
]
