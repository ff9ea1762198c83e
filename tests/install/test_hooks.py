#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The hooks for pre-commit and the workflow for GitHub do what they say, on a small project.

test_hooks.py PROGRAM SOURCE
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end, ok, skip  # noqa: E402

program, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])


try:
    import yaml
except ImportError:
    skip('hooks and workflow', 'no python3-yaml on this machine')
    end()

OLD = '#include <epan/emem.h>\nchar *copy (const char *text);\nchar *copy (const char *text) { return ep_strdup (text); }\n'
DONE = 'int answer (void);\nint answer (void) { return 42; }\n'
KEPT = '''#include <epan/host.h>
static void dissect_one (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *data = wmem_alloc (wmem_packet_scope (), 4);
  (void) tvb; (void) tree;
  SET_ADDRESS (&pinfo->src, 2, 4, data);
}
void proto_reg_handoff_one (void);
void proto_reg_handoff_one (void) { dissector_add_uint ("udp.port", 1, create_dissector_handle (dissect_one, 1)); }
'''

with tempfile.TemporaryDirectory() as scratch:
    environment = {**os.environ, 'HOME': scratch, 'PRE_COMMIT_HOME': f'{scratch}/cache', 'GIT_CONFIG_NOSYSTEM': '1', 'GIT_AUTHOR_NAME': 'a',
                   'GIT_AUTHOR_EMAIL': 'a@example.org', 'GIT_COMMITTER_NAME': 'a', 'GIT_COMMITTER_EMAIL': 'a@example.org',
                   'PATH': f'{scratch}/bin:' + os.environ['PATH']}
    os.makedirs(f'{scratch}/bin')
    os.symlink(program, f'{scratch}/bin/wmem-migrate')

    def run(folder, *command):
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)

    def repository(name, files):
        folder = f'{scratch}/{name}'
        os.makedirs(folder)
        for path, text in files.items():
            os.makedirs(os.path.dirname(f'{folder}/{path}'), exist_ok=True)
            with open(f'{folder}/{path}', 'w') as file:
                file.write(text)
        run(folder, 'git', 'init', '--quiet', '.')
        run(folder, 'git', 'add', '.')
        run(folder, 'git', 'commit', '--quiet', '-m', 'first')
        return folder

    flags = f'-I{source}/tests/cli/tree/before -I{source}/tests/migrate/scope/include -I{source}/libwmem/include ' + subprocess.run(
        ['pkg-config', '--cflags', 'glib-2.0'], capture_output=True, text=True).stdout.strip()
    project = repository('project', {'old.c': OLD, 'done.c': DONE, 'kept.c': KEPT})

    def database(path, *names):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as file:
            json.dump([{'directory': project, 'file': f'{project}/{name}', 'command': f'cc {flags} -c {name}'} for name in names], file)

    database(f'{project}/compile_commands.json', 'old.c', 'done.c', 'kept.c')

    # ---- pre-commit ----
    with open(f'{source}/.pre-commit-hooks.yaml') as file:
        hooks = yaml.safe_load(file)
    ok('two hooks', [hook['id'] for hook in hooks] == ['wmem-migrate', 'wmem-migrate-lint'], hooks)
    for hook, name, status in ((hooks[0], 'old.c', 1), (hooks[0], 'done.c', 0), (hooks[1], 'kept.c', 1), (hooks[1], 'done.c', 0)):
        result = run(project, *hook['entry'].split(), name)
        ok(f'{hook["id"]}: what it runs ends with {status} for {name}', result.returncode == status, result.stdout + result.stderr)
    if shutil.which('pre-commit') and shutil.which('git'):
        result = run(project, 'pre-commit', 'validate-manifest', f'{source}/.pre-commit-hooks.yaml')
        ok('pre-commit finds the definition valid', result.returncode == 0, result.stdout + result.stderr)
        with open(f'{source}/.pre-commit-hooks.yaml') as file:
            hooks_repository = repository('hooks', {'.pre-commit-hooks.yaml': file.read()})
        revision = run(hooks_repository, 'git', 'rev-parse', 'HEAD').stdout.strip()
        with open(f'{project}/.pre-commit-config.yaml', 'w') as file:
            yaml.safe_dump({'repos': [{'repo': hooks_repository, 'rev': revision, 'hooks': [{'id': hook['id']} for hook in hooks]}]}, file)
        run(project, 'git', 'add', '.pre-commit-config.yaml')
        result = run(project, 'pre-commit', 'run', '--files', 'old.c')
        ok('pre-commit: a file with the old API fails', result.returncode == 1 and 'ep_strdup' in result.stdout, result.stdout + result.stderr)
        result = run(project, 'pre-commit', 'run', '--files', 'kept.c', 'done.c')
        ok('pre-commit: a finding fails', result.returncode == 1 and 'escapes' in result.stdout, result.stdout + result.stderr)
        result = run(project, 'pre-commit', 'run', '--files', 'done.c')
        ok('pre-commit: a file without passes both', result.returncode == 0 and result.stdout.count('Passed') == 2, result.stdout + result.stderr)
        with open(f'{project}/.wmem-migrate', 'w') as file:
            file.write('[options]\nexclude = old.c\n')
        result = run(project, 'pre-commit', 'run', '--verbose', '--files', 'old.c')
        ok('pre-commit: only what is excluded: passes, and says that nothing was looked at',
           result.returncode == 0 and result.stdout.count('nothing was looked at') == 2, result.stdout + result.stderr)
        os.remove(f'{project}/.wmem-migrate')
        result = run(project, 'pre-commit', 'run', '--files', 'compile_commands.json')
        ok('pre-commit: other files are none of its business', result.returncode == 0 and result.stdout.count('Skipped') == 2, result.stdout)
    else:
        skip('pre-commit', 'no pre-commit, or no git, on this machine')

    # ---- the workflow ----
    with open(f'{source}/migrate/doc/examples/github-workflow.yml') as file:
        workflow = yaml.safe_load(file)
    # YAML of old takes "on" for true.
    ok('a workflow has a trigger, rights, and a job', set(workflow) == {'name', True, 'permissions', 'jobs'}, workflow)
    steps = workflow['jobs']['lint']['steps']
    ok('each step does one thing', all(('run' in step) != ('uses' in step) for step in steps), steps)
    upload = next(step for step in steps if 'upload-sarif' in step.get('uses', ''))
    ok('the upload may write, and comes whatever was found', workflow['permissions']['security-events'] == 'write' and upload['if'] == 'always()', upload)
    check = next(step['run'] for step in steps if step.get('run', '').startswith('wmem-migrate'))
    database(f'{project}/build/compile_commands.json', 'kept.c', 'done.c')
    result = run(project, 'sh', '-e', '-c', check)
    ok('its check fails on a finding', result.returncode == 1 and 'escapes' in result.stderr, result.stdout + result.stderr)
    report = f'{project}/{upload["with"]["sarif_file"]}'
    ok('it writes what is uploaded', os.path.exists(report))
    with open(report) as file:
        results = json.load(file)['runs'][0]['results']
    places = [each['locations'][0]['physicalLocation']['artifactLocation']['uri'] for each in results]
    ok('places are relative to the checkout', places and all(not place.startswith(('/', 'file:')) for place in places), places)
    database(f'{project}/build/compile_commands.json', 'done.c')
    result = run(project, 'sh', '-e', '-c', check)
    ok('its check passes without one', result.returncode == 0, result.stdout + result.stderr)
end()
