
# Who runs, what they use, and how nobody is left.

# What all processes of a run use together at this moment, and whether that is too much.
sub look {
    my ($seen, $run, $out) = @_;
    my ($cpu, $memory, $shared) = ($seen->{cpu}, 0, 0);
    for my $pid (others()) {
        my @stat = stat_of($pid);
        my @pages = split ' ', slurp("/proc/$pid/statm");
        next unless @stat > 14 && @pages > 2;
        $cpu += 10_000 * ($stat[11] + $stat[12] + $stat[13] + $stat[14]);
        $memory += $pages[1] - $pages[2];
        $shared = $pages[2] if $pages[2] > $shared;
    }
    my $peak = ($memory + $shared) * 4;
    $seen->{peak} = $peak if $peak > $seen->{peak};
    $seen->{why} = 'wall' if $seen->{wall} > $run->{wall} && $seen->{wall} - waited($run) > $run->{wall};
    $seen->{why} = 'cpu' if $cpu > $run->{cpu};
    $seen->{why} = 'memory' if $peak > $run->{memory};
    $seen->{why} = 'output' if -s $out > $run->{out};
}

# How long a run's threads could have run and had no processor: on a busy machine that is not their fault. Not more than twice
# the limit, because whoever starts many threads waits long.
sub waited {
    my ($run) = @_;
    my ($waited, $most) = (0, 2 * $run->{wall});
    for my $pid (others()) {
        opendir(my $threads, "/proc/$pid/task") or next;
        $waited += ((split ' ', slurp("/proc/$pid/task/$_/schedstat"))[1] // 0) / 1000 for readdir $threads;
    }
    return $waited < $most ? $waited : $most;
}

# Adds up what ended: the usage of each process that is waited for holds that of those it waited for itself.
sub reap {
    my ($seen, $pid) = @_;
    my ($status, $usage) = ("\0" x 4, "\0" x 144);
    while ((my $ended = syscall($call{wait4}, -1, $status, 0x40000001, $usage)) > 0) {
        my ($user, $user_us, $system, $system_us, $peak) = unpack('q5', $usage);
        $seen->{cpu} += ($user + $system) * 1_000_000 + $user_us + $system_us;
        $seen->{peak} = $peak if $peak > $seen->{peak};
        $seen->{status} = unpack('i', $status) if $ended == $pid;
    }
}

# Kills every process but ourselves; where others share our /proc, only what descends from us. True when some stay.
sub kill_all {
    my ($seen, $pid) = @_;
    for my $try (1 .. 200) {
        if ($private) { syscall($call{kill}, -1, 9) }
        else { kill 'KILL', $_ for others() }
        reap($seen, $pid);
        return 0 unless others();
        await(2);
    }
    return 1;
}

sub others {
    return grep { !$here{$_} } processes() if $private;
    my %parent = map { $_ => (stat_of($_))[1] // 0 } processes();
    my @found = ($$);
    for (my $i = 0; $i < @found; $i++) { push @found, grep { $parent{$_} == $found[$i] } keys %parent }
    return @found[1 .. $#found];
}

# The fields behind the name, which may hold blanks and brackets itself.
sub stat_of { return split ' ', (slurp("/proc/$_[0]/stat") =~ s/^.*\)//sr) }

sub processes {
    opendir(my $proc, '/proc') or die "/proc: $!";
    return grep { /^\d+$/ } readdir $proc;
}

# Microseconds of a clock that nobody sets.
sub now {
    my $time = "\0" x 16;
    syscall($call{clock}, 1, $time);
    my ($seconds, $nanoseconds) = unpack('qq', $time);
    return $seconds * 1_000_000 + int($nanoseconds / 1000);
}

# Until a child ends, or for so many milliseconds.
sub await { syscall($call{wait}, $sigchld, 0, pack('qq', 0, $_[0] * 1_000_000), 8) }
