// What somebody who never saw XML answers, so that samples/crohns-disease.xml comes out: the title of each page, and the
// answers by their labels; choices by what stands in the case, as their words may become better ones. A date is [month, day, year] or [month, day, year, time]. Lists are in the order of the interview.

export const answers = [
  ['Who is the second opinion for?', { 'First name': 'Elena', 'Middle name, if any': 'Marie', 'Last name': 'Rivera' }],
  ['Is there another name?', { 'Name that is used every day': 'Ellie Rivera', 'Earlier first name': 'Elena', 'Earlier last name': 'Castillo', Pronouns: 'she/her' }],
  ['When was the patient born?', { 'Date of birth': ['3', '17', '1984'] }],
  ['Do you know a medical record number?', { 'Record number': '00417733', 'Which office or hospital it is from': 'Miami Valley Digestive Health' }],
  ['Where does the patient get mail?', { 'Street and number': '418 Alder Street', 'Apartment, if any': 'Apt 2B', City: 'Dayton', State: 'Ohio', 'ZIP code': '45402' }],
  ['How can an office reach the patient?', { Phone: '(937) 555-0142', 'What kind of phone is it?': 'mobile', 'May they leave a message there?': 'yes', Email: 'ellie.rivera@example.org' }],
  ['Which language is best?', { 'Language to speak': 'English', 'Language to read': 'English', 'Is an interpreter needed?': 'no' }],
  ['What makes papers and visits work better?', { 'Size of print': 'standard', 'Can the patient sign with a pen?': 'can', 'Anything else an office should know': 'Prefers appointments after 10 in the morning' }],
  ['Does somebody act for the patient by law?', []],
  ['Who helps the patient?', [[
    ['Who is the helper?', { Name: 'Mateo Rivera', 'Who are they to the patient?': 'brother', 'What do they do at the visit?': 'notes', Phone: '(937) 555-0199' }],
    ['What may an office tell this helper?', { 'They may hear about': ['care', 'appointments'] }]]]],
  ['Is there a patient advocate?', { Name: 'Joan Pell, BCPA', 'Who they work for': 'Gem City Patient Advocates', Phone: '(937) 555-0111' }],
  ['Which doctors and offices are part of this?', [[
    ['Who is it?', { 'What part do they have?': 'current', Title: 'Dr.', 'First name': 'Amara', 'Last name': 'Okafor', 'Letters behind the name': 'MD', 'Is the doctor a woman or a man?': 'female' }],
    ['Where does this doctor work?', { 'Field of medicine': 'Gastroenterology', 'Practice or hospital': 'Miami Valley Digestive Health', 'Who handles records there': 'Medical Records', 'Is this office in the health plan’s network?': 'yes' }],
    ['Where do letters to this office go?', { 'Street and number': '90 Fountain Road', City: 'Dayton', State: 'OH', 'ZIP code': '45409', Phone: '(937) 555-0120', Fax: '(937) 555-0121' }]], [
    ['Who is it?', { 'What part do they have?': 'second', Title: 'Dr.', 'First name': 'Henrik', 'Last name': 'Lindqvist', 'Letters behind the name': 'MD, PhD', 'Is the doctor a woman or a man?': 'male' }],
    ['Where does this doctor work?', { 'Field of medicine': 'Inflammatory bowel disease', 'Practice or hospital': 'Lakeside University Hospital', 'Who handles records there': 'New Patient Records', 'Is this office in the health plan’s network?': 'unknown' }],
    ['Where do letters to this office go?', { 'Street and number': '2200 Lakeside Court', City: 'Cleveland', State: 'OH', 'ZIP code': '44106', Phone: '(216) 555-0160' }]]]],
  ['What is the second opinion about?', { 'Illness or problem': "Crohn's disease of the small intestine", 'What you call it': "Crohn's disease", 'How sure is it?': 'confirmed' }],
  ['What else do you know about it?', { 'Stage, or how bad it is': 'Moderate', 'When did it begin?': ['11', '', '2025'], 'When did a doctor say what it is?': ['8', '12', '2026'], 'Who said so?': 'Dr. Amara Okafor', 'Code on a bill, if you have it': 'K50.00' }],
  ['What do you want to know from the second doctor?', [[['What do you want to know or decide?', { 'In one sentence': 'Know if I can wait three months before I start infusions.' }]]]],
  ['Why do you want a second opinion?', [[['What is the reason?', { 'Kind of reason': 'treatment-options', 'In your own words': 'The first plan came so fast that I could not think.' }]]]],
  ['What does the patient feel?', [[['What is it like?', { 'What is it?': 'Cramping after meals', 'Since when?': ['11', '', '2025'], 'How bad, from 0 to 10?': '6', 'What does it keep you from?': 'I miss about two days of work a month.' }]]]],
  ['What has happened so far?', [
    [['What happened?', { 'In one sentence': 'Cramps and weight loss began.', 'When?': ['11', '', '2025'], 'What kind of thing was it?': 'symptom' }]],
    [['What happened?', { 'In one sentence': 'Colonoscopy with biopsies.', 'When?': ['5', '2', '2026'], 'What kind of thing was it?': 'test', 'Who with?': 'Dr. Amara Okafor' }]],
    [['What happened?', { 'In one sentence': 'MRI of the small bowel.', 'When?': ['6', '10', '2026'], 'What kind of thing was it?': 'test', 'Who with?': 'Dr. Amara Okafor' }]],
    [['What happened?', { 'In one sentence': "Diagnosis of Crohn's disease.", 'When?': ['8', '12', '2026'], 'What kind of thing was it?': 'visit', 'Who with?': 'Dr. Amara Okafor' }]],
    [['What happened?', { 'In one sentence': 'First talk by video.', 'When?': ['11', '12', '2026'], 'What kind of thing was it?': 'visit', 'Who with?': 'Dr. Henrik Lindqvist' }]]]],
  ['Which tests were done?', [
    [['Which test was it?', { 'Name of the test': 'Colonoscopy', 'When?': ['5', '2', '2026'], 'Who has the result?': 'Dr. Amara Okafor', 'Do you have a copy?': 'yes', 'What did it show?': 'Ulcers in the last part of the small intestine.' }]],
    [['Which test was it?', { 'Name of the test': 'MRI of the small bowel', 'When?': ['6', '10', '2026'], 'Who has the result?': 'Dr. Amara Okafor', 'Do you have a copy?': 'no' }]]]],
  ['What does your doctor plan to do?', [[['What is the plan?', { 'The plan': 'Start infliximab infusions', 'Whose plan is it?': 'Dr. Amara Okafor', 'Where does it stand?': 'proposed', 'When is it to start?': ['1', '5', '2027'], 'Last day to decide': ['12', '22', '2026'], 'Who set that day?': 'Dr. Amara Okafor' }]]]],
  ['Does the patient take medicines?', { Medicines: 'Yes' }],
  ['Which medicines?', [
    [['Which medicine is it?', { 'Name of the medicine': 'Budesonide', 'How much?': '9 mg', 'How often?': 'once a day', 'Is it taken now?': 'current' }],
      ['What else about this medicine?', { 'What is it for?': 'inflammation', 'Since when?': ['8', '15', '2026'], 'Who prescribed it?': 'Dr. Amara Okafor' }]],
    [['Which medicine is it?', { 'Name of the medicine': 'Ibuprofen', 'How much?': '400 mg', 'How often?': 'as needed', 'Is it taken now?': 'stopped' }],
      ['What else about this medicine?', { 'Until when, if it was stopped?': ['5', '', '2026'] }]]]],
  ['Does the patient have allergies?', { Allergies: 'Yes' }],
  ['Which allergies?', [[['What is the allergy?', { 'Allergic to': 'Penicillin', 'What happens?': 'Hives', 'How bad does it get?': 'moderate' }]]]],
  ['Which illnesses run in the family?', [[['Who had what?', { 'Who?': 'aunt', 'Which illness?': 'Ulcerative colitis', 'How old were they when it began?': '40' }]]]],
  ['Which operations has the patient had?', [[['Which operation was it?', { 'What was done?': 'Appendix removed', 'When?': ['', '', '2009'], 'Where?': 'Dayton General' }]]]],
  ['What is in the patient’s body, or helps to walk, hear or breathe?', []],
  ['Which health plan does the patient have?', [[
    ['What does the card say?', { 'What kind of plan is it?': 'employer', 'Name of the plan': 'Buckeye Health PPO', 'Member number': 'BHP 5521 0098', 'Group number': '77120', 'Phone on the back of the card': '(800) 555-0133' }],
    ['What does the plan ask for?', { 'Is a referral needed?': 'no', 'Does it pay in its network only?': 'unknown' }]]]],
  ['Which office shall send records?', [[
    ['Who has the records, and where do they go?', { 'Who has the records?': 'Dr. Amara Okafor', 'Which doctor gets them?': 'Dr. Henrik Lindqvist', 'By which day do you need them?': ['12', '1', '2026'] }],
    ['How do the records come, and what for?', { 'What are the records for?': 'second-opinion', 'When does the permission end?': ['5', '20', '2027'], 'How do you want the records?': ['portal', 'disc'] }]]]],
  ['Which records of Dr. Amara Okafor?', [
    [['Which record?', { 'Kind of record': 'progress-notes', 'From which day': ['11', '1', '2025'], 'To which day': ['11', '20', '2026'] }],
      ['What do you want of it, and how far is it?', { 'How far is it?': 'received' }]],
    [['Which record?', { 'Kind of record': 'laboratory', 'From which day': ['11', '1', '2025'], 'To which day': ['11', '20', '2026'] }],
      ['What do you want of it, and how far is it?', { 'How far is it?': 'received' }]],
    [['Which record?', { 'Kind of record': 'pathology-report', 'Which one exactly': 'Biopsies of the small intestine', 'From which day': ['5', '2', '2026'], 'To which day': ['5', '2', '2026'] }],
      ['What do you want of it, and how far is it?', { 'The slides of a biopsy too?': 'yes' }]],
    [['Which record?', { 'Kind of record': 'imaging', 'Which one exactly': 'MRI of the small bowel', 'From which day': ['6', '10', '2026'], 'To which day': ['6', '10', '2026'] }],
      ['What do you want of it, and how far is it?', { 'The pictures too?': 'yes', 'How far is it?': 'asked' }]]]],
  ['Are there private records at Dr. Amara Okafor to leave out or to share?', [[['Which kind, and may it be shared?', { Kind: 'mental-health', 'May it be shared?': 'no' }]]]],
  ['Which records do you have as files?', []],
  ['Is there a visit with the second doctor?', [[
    ['When is the visit?', { 'Who with?': 'Dr. Henrik Lindqvist', 'Day and time': ['12', '3', '2026', '10:30'], 'Time zone of the office': 'Eastern time', 'How do you meet?': 'in-person', 'How many minutes?': '45' }],
    ['Where is it, and what is it for?', { 'Where to go': 'Digestive Disease Building, 4th floor', 'What it is for': 'Second opinion', 'May you record the visit?': 'unknown' }]]]],
  ['Which of these questions do you want to ask?', {}],
  ['What do you want to ask the doctor?', [
    [['What is your question?', { 'Your question': 'Can I wait three months before I start infusions?', 'What is it about?': 'treatment', 'Its place in the list: 1 is asked first': '1' }]],
    [['What is your question?', { 'Your question': 'If budesonide keeps working, when would we stop it?', 'What is it about?': 'treatment', 'Its place in the list: 1 is asked first': '2' }]],
    [['What is your question?', { 'Your question': 'Could the ibuprofen I took have made these ulcers?', 'What is it about?': 'diagnosis', 'Its place in the list: 1 is asked first': '3' }]],
    [['What is your question?', { 'Your question': 'Can I see you by video after this visit? I live three hours away.', 'What is it about?': 'next-steps' }]]]],
  ['What have doctors said so far?', [[
    ['Who said it, and what is it?', { 'Which doctor?': 'Dr. Amara Okafor', 'When?': ['8', '12', '2026'], 'Did the doctor see the patient?': 'in-person', 'What does the doctor think it is?': "Crohn's disease of the small intestine, moderate", 'How sure is the doctor, in words?': 'Sure', 'And in one of three steps': 'high' }],
    ['What does it rest on?', { 'First thing it rests on': 'Ulcers on colonoscopy', 'Second thing': 'Biopsy with chronic inflammation', 'A test the doctor wants': 'Tuberculosis test' }],
    ['Did the doctor give a number?', { 'How many people': '40', 'Out of how many': '100', 'What happens to them': 'remission', 'Within what time': '1 year', 'Which people were counted': 'adults with moderate disease', 'Where the number is from': 'Dr. Okafor' }],
    ['What else did the doctor say?', { 'What happens without treatment': 'The bowel may narrow.', 'How often the doctor has done this': 'About 60 patients on this medicine now', 'Next step': 'Tuberculosis test', 'Until when': ['12', '15', '2026'], 'The doctor’s own words': 'We should not wait until you are sicker.' }]], [
    ['Who said it, and what is it?', { 'Which doctor?': 'Dr. Henrik Lindqvist', 'When?': ['11', '12', '2026'], 'Did the doctor see the patient?': 'video', 'What does the doctor think it is?': "Crohn's disease of the small intestine, mild to moderate", 'How sure is the doctor, in words?': 'Fairly sure, wants to see the slides', 'And in one of three steps': 'moderate' }],
    ['What does it rest on?', { 'First thing it rests on': 'Lab results and visit notes', 'A test the doctor wants': 'Calprotectin stool test, again in 8 weeks' }],
    ['Did the doctor give a number?', {}],
    ['What else did the doctor say?', { 'What happens without treatment': 'A short wait is safe if the stool test stays low.', 'The doctor’s own words': 'Let us see the slides before we choose a medicine for life.' }]]]],
  ['Which treatments did Dr. Amara Okafor speak of?', [[
    ['Which treatment is it?', { Treatment: 'Infliximab infusions', 'What is it to do?': 'Heal the bowel and prevent surgery', 'What speaks for it': 'Works for many people', 'What speaks against it': 'Infusion every 8 weeks', 'Side effect': 'Infections', Risk: 'Old tuberculosis can come back' }],
    ['What would it mean for daily life?', { 'What changes every day': 'Half a day every 8 weeks', Cost: 'Needs prior approval', 'When is it to start?': ['1', '5', '2027'] }]]]],
  ['Which treatments did Dr. Henrik Lindqvist speak of?', [[
    ['Which treatment is it?', { Treatment: 'Budesonide for 8 more weeks, then look again', 'What is it to do?': 'Calm the bowel with the least medicine', 'What speaks for it': 'No infusions', 'What speaks against it': 'May not hold', 'Side effect': 'Trouble sleeping' }],
    ['What would it mean for daily life?', {}]]]],
  ['Where do the doctors agree, as you see it?', [
    [['Do they agree on this?', { Topic: 'diagnosis', 'Do they agree?': 'agree', 'In your own words': "Both say Crohn's disease. They see its strength a little differently." }]],
    [['Do they agree on this?', { Topic: 'tests', 'Do they agree?': 'partly', 'If not, why?': 'data', 'In your own words': 'Only Dr. Lindqvist asks for the stool test.', 'What would settle it?': 'A second look at the biopsy slides' }]],
    [['Do they agree on this?', { Topic: 'treatment', 'Do they agree?': 'differ', 'If not, why?': 'approach', 'In your own words': 'They weigh the risk of waiting differently.', 'What would settle it?': 'A repeat calprotectin test in 8 weeks' }]]]],
  ['What matters most to you?', [
    [['What matters?', { 'In a few words': 'Keep working full time', 'How much, from 0 to 5?': '5' }],
      ['Which opinion goes with it?', { 'One opinion': 'Dr. Henrik Lindqvist', 'How well does it go with it?': 'more', 'The other opinion': 'Dr. Amara Okafor', 'How well does that one go with it?': 'less' }]],
    [['What matters?', { 'In a few words': 'Avoid surgery', 'How much, from 0 to 5?': '4' }], ['Which opinion goes with it?', {}]]]],
  ['What have you decided?', { 'Which way do you go?': 'undecided', 'Last day to decide': ['12', '22', '2026'], 'Who set that day?': 'Dr. Amara Okafor' }],
  ['Why, and what is next?', { Why: 'I want the repeat test first.', 'What you do next': 'Ask both doctors about the repeat test.', 'Until when': ['12', '10', '2026'] }],
  ['What shall stand on the cover?', { 'Title of the packet': 'Second opinion, autumn 2026' }],
]
