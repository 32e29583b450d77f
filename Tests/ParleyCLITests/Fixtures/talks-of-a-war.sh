# The talks of a war, entered as they happened. A round without an end has none on record.
parley log process-defined norland-sudria --title "Talks between Norland and Sudria" --on 2022-02-28
parley log party-defined norland-sudria --party norland --name Norland --kind state --on 2022-02-28
parley log party-defined norland-sudria --party sudria --name Sudria --kind state --on 2022-02-28
parley log party-defined norland-sudria --party belmar --name Belmar --kind state --on 2022-02-28
parley log party-defined norland-sudria --party anatol --name Anatol --kind state --on 2022-02-28

# The first rounds, at Gomea in Belmar.
parley log party-joined norland-sudria --party norland --role principal --on 2022-02-28
parley log party-joined norland-sudria --party sudria --role principal --on 2022-02-28
parley log party-joined norland-sudria --party belmar --role host --on 2022-02-28
parley log round-convened norland-sudria --number 1 --as round-1 --parties norland,sudria --place "Gomea" --on 2022-02-28
parley log position-stated norland-sudria --party norland --issue status --preconditions "neutrality" \
    --preconditions "a demilitarized Sudria" --preconditions "recognition of the Isthmus" --on 2022-02-28
parley log position-stated norland-sudria --party sudria --issue withdrawal --preconditions "a ceasefire first" \
    --on 2022-02-28
parley log round-convened norland-sudria --number 2 --as round-2 --parties norland,sudria --place "Gomea" --on 2022-03-03
parley log agreement-reached norland-sudria --as corridors --title "Corridors for civilians" --parties norland,sudria \
    --on 2022-03-03
parley log agreement-reached norland-sudria --as mirapol-truce --title "Truce for the corridor at Mirapol" \
    --parties norland,sudria --zone Europe/Kyiv --from 2022-03-05T09:00 --until 2022-03-05T16:00 --on 2022-03-05
parley log agreement-breached norland-sudria --agreement mirapol-truce --party norland --alleged-by sudria --on 2022-03-05
parley log round-convened norland-sudria --number 3 --as round-3 --parties norland,sudria --place "Gomea" --on 2022-03-07
parley log agreement-reached norland-sudria --as day-truce --title "Truce of a day" --parties norland,sudria \
    --from 2022-03-09 --until 2022-03-09 --on 2022-03-08
parley log contact-held norland-sudria --kind meeting --level "foreign ministers" --parties norland,sudria \
    --place "Anatol" --title "The foreign ministers meet in Anatol" --on 2022-03-10

# Belmar goes home; the talks go on by video, then in Anatol.
parley log party-withdrew norland-sudria --party belmar --reason "The talks move" --on 2022-03-12
parley log round-convened norland-sudria --number 4 --as round-4 --parties norland,sudria --place "by video" \
    --on 2022-03-14/2022-03-17
parley log proposal-tabled norland-sudria --as sudrian-text --title "A text in ten clauses" --party sudria --to norland \
    --issue status --clauses "neutrality | offer to norland | status | Sudria stays neutral" \
    --clauses "guarantors | ask of norland | status | Guarantors come to its aid" \
    --clauses "isthmus | term | status | The Isthmus is left for fifteen years" \
    --clauses "bases | offer to norland | status | No foreign bases" \
    --clauses "weapons | offer to norland | status | No nuclear weapons" \
    --clauses "exercises | offer to norland | status | Exercises with the guarantors' consent" \
    --clauses "union | ask of norland | status | Norland does not stand in the way of a union" \
    --clauses "withdrawal | ask of norland | withdrawal | The troops go home" \
    --clauses "summit | term | status | The heads of state meet" \
    --clauses "referendum | term | status | A referendum on the text" --on 2022-03-16
parley log exchange norland-sudria --category prisoners --on 2022-03-24 \
    --party norland --as prisoners-2022-03-24-norland --title "Ten prisoners given back by Norland" --quantity "10 prisoners" \
    --party sudria --as prisoners-2022-03-24-sudria --title "Ten prisoners given back by Sudria" --quantity "10 prisoners"
parley log party-joined norland-sudria --party anatol --role host --on 2022-03-29
parley log round-convened norland-sudria --number 5 --as round-5 --parties norland,sudria --place "Anatol" --on 2022-03-29
parley log position-stated norland-sudria --party norland --issue status --preconditions "neutrality" \
    --preconditions "recognition of the Isthmus" --on 2022-03-29
parley log proposal-revised norland-sudria --proposal sudrian-text --party sudria \
    --clauses "guarantors | ask of norland | status | Guarantors come to its aid within three days" --on 2022-03-29
parley log proposal-accepted norland-sudria --proposal sudrian-text --party norland --clauses neutrality --on 2022-03-29
parley log proposal-rejected norland-sudria --proposal sudrian-text --party norland --clauses isthmus --on 2022-03-29
parley log exchange norland-sudria --category prisoners --on 2022-04-01 \
    --party norland --as prisoners-2022-04-01-norland --title "86 prisoners given back by Norland" --quantity "86 prisoners" \
    --party sudria --as prisoners-2022-04-01-sudria --title "86 prisoners given back by Sudria" --quantity "86 prisoners"
parley log talks-suspended norland-sudria --parties sudria --title "Sudria suspends the talks" --on 2022-05-17

# The grain deal, and what else there was while the talks stood still.
parley log agreement-signed norland-sudria --as grain-deal --title "Grain deal" --parties norland,sudria,anatol,un \
    --from 2022-07-22 --until 2022-11-19 --on 2022-07-22
parley log agreement-extended norland-sudria --agreement grain-deal --until 2023-03-18 --on 2022-11-17
parley log agreement-extended norland-sudria --agreement grain-deal --until 2023-05-17 --on 2023-03-18
parley log agreement-extended norland-sudria --agreement grain-deal --until 2023-07-17 --on 2023-05-17
parley log measure-implemented norland-sudria --party norland --to sudria --as prisoners-2023-06-10 --category prisoners \
    --title "95 prisoners given back by Norland" --quantity "95 prisoners" --on 2023-06-10
parley log exchange norland-sudria --category prisoners --on 2024-08-24 \
    --party norland --as prisoners-2024-08-24-norland --title "115 prisoners given back by Norland" --quantity "115 prisoners" \
    --party sudria --as prisoners-2024-08-24-sudria --title "115 prisoners given back by Sudria" --quantity "115 prisoners"
parley log measure-implemented norland-sudria --party norland --as norland-truce --category truce \
    --title "A truce that Norland declares" --on 2025-05-08/2025-05-11
parley log agreement-reached norland-sudria --as harvest-truce --title "Truce for the harvest" --parties norland,sudria \
    --from 2025-05-09 --until 2025-05-10 --on 2025-05-09

# The talks resume.
parley log talks-resumed norland-sudria --parties norland,sudria --on 2025-05-16
parley log round-convened norland-sudria --number 6 --as round-6 --parties norland,sudria --place "Anatol" --on 2025-05-16
parley log exchange norland-sudria --pledged --category prisoners --on 2025-05-16 \
    --party norland --as prisoners-2025-05-norland --title "1000 prisoners to be given back by Norland" --quantity "1000 prisoners" \
    --party sudria --as prisoners-2025-05-sudria --title "1000 prisoners to be given back by Sudria" --quantity "1000 prisoners"
parley log exchange norland-sudria --on 2025-05-23/2025-05-25 \
    --party norland --measure prisoners-2025-05-norland --quantity "1000 prisoners" \
    --party sudria --measure prisoners-2025-05-sudria --quantity "1000 prisoners"
parley log round-convened norland-sudria --number 7 --as round-7 --parties norland,sudria --place "Anatol" --on 2025-06-02 --until 2025-06-02
