
# The folder as it was before the first run, and nothing else anywhere.


# Remembers the folder `work` in memory and goes there; where it cannot be written, to a copy. Returns its place.
sub keep_pristine {
    opendir(my $dir, '.') or die "box: $!";
    %top = map { $_ => 1 } readdir $dir;
    @scratch = $private ? grep { -d $_ && -w _ } '/tmp', '/var/tmp', '/dev/shm' : ();
    chdir 'work' or die "work: $!";
    $store = memory_file();
    remember('.');
    return (readlink('/proc/self/cwd') // die "cwd: $!") if -w '.';
    mkdir '/tmp/work' or die "/tmp/work: $!";
    chdir '/tmp/work' or die "/tmp/work: $!";
    write_pristine();
    return '/tmp/work';
}

sub remember {
    my ($folder) = @_;
    opendir(my $dir, $folder) or die "$folder: $!";
    for my $name (grep { $_ ne '.' && $_ ne '..' } readdir $dir) {
        my $path = "$folder/$name";
        my $mode = (lstat $path)[2];
        if (-l _) { next }
        elsif (-d _) { $pristine{$path} = { mode => $mode & 0777 }; remember($path) }
        elsif (-f _) {
            open(my $file, '<', $path) or die "$path: $!";
            $pristine{$path} = { mode => $mode & 0777, start => sysseek($store, 0, 2) + 0, length => copy($file, $store) };
        }
    }
}

# Empties what a run may have written to, and puts the folder back. False when something cannot be removed.
sub restore {
    for my $folder (@scratch) { chdir $folder && wipe({}) or return 0 }
    remove_segments() if $private;
    if ($home eq '/tmp/work') { mkdir $home or -d $home or return 0 }
    chdir $home && wipe({}) or return 0;
    return 0 if $home ne '/tmp/work' && -w '..' && !(chdir '..' && wipe(\%top) && chdir $home);
    write_pristine();
    return 1;
}

sub write_pristine {
    for my $path (sort keys %pristine) {
        my $kept = $pristine{$path};
        if (defined $kept->{start}) {
            open(my $file, '>', $path) or die "$path: $!";
            sysseek($store, $kept->{start}, 0);
            copy($store, $file, $kept->{length});
        } else { mkdir $path or die "$path: $!" }
        chmod $kept->{mode} | 0600, $path;
    }
}

# Empties the current folder but for what is to be kept. Links are removed, never followed.
sub wipe {
    my ($keep) = @_;
    chmod 0700, '.';
    opendir(my $dir, '.') or return 0;
    my @names = grep { $_ ne '.' && $_ ne '..' && !$keep->{$_} } readdir $dir;
    closedir $dir;
    for my $name (@names) {
        lstat $name;
        if (-d _) {
            chmod 0700, $name;
            (chdir $name && wipe({}) && chdir '..' && rmdir $name) or return 0;
        } else { unlink $name or return 0 }
    }
    return 1;
}

# Shared memory, semaphores and queues outlive the processes that made them.
sub remove_segments {
    for my $id (segments('shm')) { shmctl($id, 0, 0) }
    for my $id (segments('sem')) { semctl($id, 0, 0, 0) }
    for my $id (segments('msg')) { msgctl($id, 0, 0) }
}

sub segments { return map { (split ' ')[1] } grep { /^\s*-?\d/ } split /\n/, slurp("/proc/sysvipc/$_[0]") }
