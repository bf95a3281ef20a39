"""The split of devset, fixed by a hash before any text was read: prints the texts kept apart."""
import hashlib, json, sys
h = lambda s: hashlib.sha256(('demarche suggestions 1 ' + s).encode()).hexdigest()
index = json.load(open(sys.argv[1] + '/index.json'))
questions = sorted({x['question_id'] for x in index}, key=h)
files = {x['file'][:2]: x['question_id'] for x in index}
third, apart = round(len(files) / 3), []
for q in questions:                       # whole questions, up to a sixth of the texts
    mine = [f for f, of in files.items() if of == q]
    if len(apart) + len(mine) <= third / 2: apart += mine
whole = sorted({files[f] for f in apart})
for f in sorted((f for f in files if files[f] not in whole), key=h):   # then articles of the other questions
    if len(apart) < third: apart.append(f)
print(json.dumps({'questions_apart': whole, 'texts_apart': sorted(apart)}))
