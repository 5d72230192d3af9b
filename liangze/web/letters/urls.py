"""Addresses of letters."""

from django.urls import path

from liangze.web.letters import batches, letter, letters, progress, wizard

urlpatterns = [
    path("", letters.letter_list_page, name="letters"),
    path("new/", wizard.letter_new, name="letter-new"),
    path("progress/", progress.letter_progress, name="letter-progress"),
    path("progress/remind/", progress.letter_remind, name="letter-remind"),
    path("batches/<int:batch_id>/", batches.batch_detail, name="letter-batch"),
    path("batches/<int:batch_id>/resume/", batches.batch_resume, name="letter-batch-resume"),
    path("batches/<int:batch_id>/letters.zip", batches.batch_zip, name="letter-batch-zip"),
    path("<int:letter_id>/", letter.letter_detail, name="letter"),
    path("<int:letter_id>/sign/", letter.letter_sign, name="letter-sign"),
    path("<int:letter_id>/again/", letter.letter_again, name="letter-again"),
    path("<int:letter_id>/withdraw/", letter.letter_withdraw, name="letter-withdraw"),
    path("<int:letter_id>/letter.pdf", letter.letter_pdf, name="letter-pdf"),
    path("<int:letter_id>/letter.docx", letter.letter_docx, name="letter-docx"),
    path("<int:letter_id>/letter.xlsx", letter.letter_xlsx, name="letter-xlsx"),
]
