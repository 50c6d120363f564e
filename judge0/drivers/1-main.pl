# Runs one program several times in one box: once for each input, with limits of its own, and nothing left of it in between.
# In Perl without modules: perl-base is on every Debian that a Judge0 is made of, starts in a few milliseconds and can ask the
# kernel directly. box-input.ts writes what comes in, read-frames.ts reads what goes out.
use strict;
use warnings;
no warnings 'recursion';

my $arm = -e '/lib/ld-linux-aarch64.so.1';
my %call = $arm
    ? (prctl => 167, wait4 => 260, clock => 113, memfd => 279, limit => 261, mask => 135, wait => 137, dup3 => 24, kill => 129, exit => 94, setsid => 157, write => 64)
    : (prctl => 157, wait4 => 61, clock => 228, memfd => 319, limit => 302, mask => 14, wait => 128, dup3 => 292, kill => 62, exit => 231, setsid => 112, write => 1);
my ($CPU, $FSIZE, $CORE, $QUEUES) = (0, 1, 4, 12);
my $sigchld = pack('Q', 1 << 16);

# Not dumpable: nobody with the same user id can look into our memory or open our descriptors under /proc.
syscall($call{prctl}, 4, 0, 0, 0, 0) == 0 or die "prctl: $!";
# Orphans become our children, also those with a session of their own, so that each is counted, killed and waited for.
syscall($call{prctl}, 36, 1, 0, 0, 0) == 0 or die "prctl: $!";
syscall($call{mask}, 0, $sigchld, 0, 8) == 0 or die "sigprocmask: $!";
$ENV{HOME} = '/tmp';
$ENV{LANG} //= 'C.UTF-8';
my %here = map { $_ => 1 } processes();
my ($box, $command, @runs) = read_runs();
# Only where nobody but us runs is everything that runs, or lies in /tmp, of a run: elsewhere it is somebody else's.
my $private = $box->{alone} && !grep { $_ != 1 && $_ != $$ } keys %here;
my ($store, %pristine, @scratch, %top);
my $home = keep_pristine();
my ($spent, $sent, $began, $last) = (0, 0, now(), 'done');
for my $run (@runs) {
    if ($run->{index} && !has_room($run)) { $last = 'full'; last }
    if ($run->{index} && !restore()) { $last = 'soiled'; last }
    my $result = perform($run);
    $spent += $result->{cpu};
    say_frame($run, $result);
    if ($result->{left}) { $last = 'soiled'; last }
}
put("$box->{key} $last\n");
exit 0;

# Whether the box can give this run all that it may take.
sub has_room {
    my ($run) = @_;
    return $spent + $run->{cpu} <= $box->{cpu} && now() - $began + $run->{wall} <= $box->{wall}
        && $sent + $run->{out} + $run->{err} + 512 <= $box->{out};
}

sub perform {
    my ($run) = @_;
    my ($out, $err) = (memory_file(), memory_file());
    my $start = now();
    my $pid = fork() // die "fork: $!";
    become($run, $out, $err) unless $pid;
    my %seen = (cpu => 0, peak => 0, why => 'exit', wall => 0);
    until (defined $seen{status} || $seen{why} ne 'exit') {
        await($seen{wall} < 100_000 ? 3 : 10);
        reap(\%seen, $pid);
        $seen{wall} = now() - $start;
        look(\%seen, $run, $out) unless defined $seen{status};
    }
    my $left = kill_all(\%seen, $pid);
    if ($seen{why} eq 'exit') {
        $seen{why} = 'cpu' if $seen{cpu} > $run->{cpu};
        $seen{why} = 'memory' if $seen{peak} > $run->{memory};
        $seen{why} = 'output' if -s $out > $run->{out};
    }
    return { %seen, left => $left, stdout => $out, stderr => $err };
}

# In the child: a session of its own, the three files, the limits, and then the program. All else closes by itself.
sub become {
    my ($run, $out, $err) = @_;
    syscall($call{setsid});
    syscall($call{mask}, 1, $sigchld, 0, 8);
    sysseek($run->{stdin}, 0, 0);
    my $number = 0;
    syscall($call{dup3}, fileno($_), $number++, 0) for $run->{stdin}, $out, $err;
    my $bytes = ($run->{out} > $run->{err} ? $run->{out} : $run->{err}) + 1;
    my %limit = ($CPU => int($run->{cpu} / 1e6) + 2, $FSIZE => $bytes, $CORE => 0, $QUEUES => 0);
    syscall($call{limit}, 0, $_, pack('QQ', $limit{$_}, $limit{$_}), 0) for keys %limit;
    { no warnings; exec { $command->[0] } @$command, @{ $run->{args} }; }
    my $why = "$command->[0]: $!\n";
    syscall($call{write}, 2, $why, length $why);
    syscall($call{exit}, 127);
}
