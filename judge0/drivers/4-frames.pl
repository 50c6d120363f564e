
# What is asked and what is answered. Each answer begins with a key that came with its run and is used once: whoever learns one
# from an earlier answer cannot write a later one.

# Inputs go into files that have no name, one for each run, and are in nobody's memory but the kernel's.
sub read_runs {
    binmode STDIN;
    binmode STDOUT;
    my ($count, $key, $cpu, $wall, $out, $alone, $length) = split ' ', line();
    my %box = (key => $key, cpu => $cpu, wall => $wall, out => $out, alone => $alone);
    my $command = [split /\0/, bytes($length)];
    my @runs;
    for my $index (0 .. $count - 1) {
        my %run = (index => $index);
        @run{qw(key cpu wall memory out err)} = split ' ', line();
        my ($input, $arguments) = split ' ', line();
        $run{stdin} = memory_file();
        syswrite_all($run{stdin}, bytes($input));
        $run{args} = [split /\0/, bytes($arguments), -1];
        pop @{ $run{args} };
        push @runs, \%run;
    }
    open(STDIN, '<', '/dev/null') or die "/dev/null: $!";
    return (\%box, $command, @runs);
}

sub line { return scalar(<STDIN>) // die "the input ends too early\n" }

sub bytes {
    my ($length) = @_;
    my $bytes = '';
    (read(STDIN, $bytes, $length) // -1) == $length or die "the input ends too early\n";
    return $bytes;
}

sub say_frame {
    my ($run, $seen) = @_;
    my $status = $seen->{status} // 9;
    my ($out, $err) = (part($seen->{stdout}, $run->{out}), part($seen->{stderr}, $run->{err}));
    put(join(' ', $run->{key}, $seen->{why}, $status >> 8, $status & 127, $seen->{cpu}, $seen->{wall}, $seen->{peak},
        length $out, -s $seen->{stdout}, length $err, -s $seen->{stderr}) . "\n$out$err\n");
}

sub part {
    my ($file, $limit) = @_;
    my $bytes = '';
    sysseek($file, 0, 0);
    1 while sysread($file, $bytes, $limit - length $bytes, length $bytes);
    return $bytes;
}

sub put {
    my ($bytes) = @_;
    $sent += length $bytes;
    syswrite_all(\*STDOUT, $bytes);
}

sub syswrite_all {
    my ($file, $bytes) = @_;
    my $done = 0;
    while ($done < length $bytes) { $done += syswrite($file, $bytes, length($bytes) - $done, $done) // die "write: $!" }
}

# Copies all that follows, or so many bytes. Returns how many it were.
sub copy {
    my ($from, $to, $limit) = (@_, 9e15);
    my $done = 0;
    while ($done < $limit) {
        my $wanted = $limit - $done < 65536 ? $limit - $done : 65536;
        last unless sysread($from, my $bytes, $wanted);
        syswrite_all($to, $bytes);
        $done += length $bytes;
    }
    return $done;
}

# A file without a name, in memory, that programs do not inherit.
sub memory_file {
    my $fd = syscall($call{memfd}, my $name = 'run', 1);
    $fd >= 0 or die "memfd_create: $!";
    open(my $file, '+<&=', $fd) or die "memfd_create: $!";
    binmode $file;
    return $file;
}

sub slurp {
    open(my $file, '<', $_[0]) or return '';
    local $/;
    return scalar(<$file>) // '';
}
