"""The addresses of the building."""

from django.urls import path

from .views import agreed, defects, equipment, inspections, intervals, overview, playground

urlpatterns = [
    path("", overview.building, name="building"),
    path("defect/", defects.report_somewhere, name="building-report-somewhere"),
    path("agreed/", agreed.agreed_of_board, name="building-agreed-board"),
    path("agreed/partner/", agreed.add_partner_of_board, name="building-partner-add-board"),
    path("agreed/contract/", agreed.add_contract_of_board, name="building-contract-add-board"),
    path("schools/<int:key>/", equipment.school, name="building-school"),
    path("schools/<int:key>/equipment/", equipment.add, name="building-equipment-add"),
    path("schools/<int:key>/whole/", inspections.whole_building, name="building-whole"),
    path("schools/<int:key>/whole/inspect/", inspections.inspect_building, name="building-whole-inspect"),
    path("schools/<int:key>/defects/", defects.defects, name="building-defects"),
    path("schools/<int:key>/defects/report/", defects.report, name="building-report-defect"),
    path("schools/<int:key>/playground/", playground.playground, name="building-playground"),
    path("schools/<int:key>/agreed/", agreed.agreed, name="building-agreed"),
    path("schools/<int:key>/agreed/partner/", agreed.add_partner, name="building-partner-add"),
    path("schools/<int:key>/agreed/contract/", agreed.add_contract, name="building-contract-add"),
    path("schools/<int:key>/intervals/", intervals.intervals, name="building-intervals"),
    path("schools/<int:school>/intervals/<str:key>/", intervals.agree, name="building-interval"),
    path("equipment/<int:key>/", equipment.equipment, name="building-equipment"),
    path("equipment/<int:key>/change/", equipment.change, name="building-equipment-change"),
    path("equipment/<int:key>/remove/", equipment.remove, name="building-equipment-remove"),
    path("equipment/<int:key>/inspect/", inspections.inspect, name="building-inspect"),
    path("equipment/<int:key>/log/", inspections.log, name="building-log"),
    path("equipment/<int:key>/paper/", equipment.paper, name="building-paper"),
    path("inspections/<int:key>/report/", equipment.report, name="building-report"),
    path(
        "inspections/<int:key>/take-back/",
        inspections.take_back_inspection,
        name="building-inspection-take-back",
    ),
    path("log/<int:key>/take-back/", inspections.take_back_line, name="building-log-take-back"),
    path("defects/<int:key>/", defects.defect, name="building-defect"),
    path("defects/<int:key>/photo/", defects.photo, name="building-photo"),
    path("defects/<int:key>/send-on/", defects.send_on, name="building-defect-send"),
    path("defects/<int:key>/note/", defects.note, name="building-defect-note"),
    path("defects/<int:key>/settle/", defects.settle_defect, name="building-defect-settle"),
    path("defects/<int:key>/open-again/", defects.open_defect_again, name="building-defect-again"),
    path("partners/<int:key>/", agreed.change_partner, name="building-partner"),
    path("contracts/<int:key>/", agreed.change_contract, name="building-contract"),
    path("contracts/<int:key>/paper/", agreed.contract_paper, name="building-contract-paper"),
]
