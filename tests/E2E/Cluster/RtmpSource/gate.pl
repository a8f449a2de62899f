# An RTMP server that asks for a user and a password as Adobe's do (authmod=adobe), before it lets a client through to
# another server. Of Perl's modules only those that every Debian has; MD5 is openssl's.
use strict;
use warnings;
use IO::Socket::INET;

my ($port, $upstream) = @ARGV;
my ($user, $password) = @ENV{qw(SOURCE_USERNAME SOURCE_PASSWORD)};
my ($salt, $challenge) = ('c2FsdA', 'Y2hhbA');

$| = 1;
$SIG{CHLD} = 'IGNORE';
my $listener = IO::Socket::INET->new(LocalPort => $port, Listen => 16, ReuseAddr => 1) or die "port $port: $!";
while (my $client = $listener->accept) {
    next if fork;
    $SIG{CHLD} = 'DEFAULT';
    serve($client);
    exit 0;
}

sub serve {
    my $client = shift;
    my $server = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $upstream) or die "port $upstream: $!";
    # C0 C1, S0 S1 S2, C2: the handshake is the other server's.
    give($server, take($client, 1 + 1536));
    give($client, take($server, 1 + 1536 + 1536));
    give($server, take($client, 1536));
    my ($chunks, $app) = read_connect($client);
    if (my $rejection = rejection($app)) {
        give($client, error($rejection));
        sysread $client, my $rest, 1; # until the client has read it and goes
        return;
    }
    give($server, $chunks);
    defined(my $child = fork) or die "fork: $!";
    $child ? pass($client, $server) : pass($server, $client);
}

sub rejection {
    my $app = shift;
    my %query = map { /^([^=]*)=(.*)$/ ? ($1, $2) : () } split /&/, ($app =~ /\?(.*)/)[0] // '';
    s/%([0-9A-Fa-f]{2})/chr hex $1/ge for values %query;
    return '[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : ' unless $query{authmod};
    return "[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=$query{user}&salt=$salt&challenge=$challenge&opaque=$challenge"
        unless $query{response};
    my $expected = hash(hash($user . $salt . $password) . $challenge . $query{challenge});
    if ($query{user} eq $user && $query{response} eq $expected) {
        print "accepted\n";
        return;
    }
    print "refused\n";
    return "[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=authfailed&opaque=$challenge";
}

# Base64 of the MD5; the text travels in the environment, out of every shell's reach.
sub hash {
    local $ENV{TEXT} = shift;
    my $hash = `printenv TEXT | head -c -1 | openssl dgst -md5 -binary | base64`;
    chomp $hash;
    return $hash;
}

# The first message, in chunks of 128 bytes, and the application that it names.
sub read_connect {
    my $client = shift;
    my $header = take($client, 12);
    my $length = unpack 'N', "\0" . substr $header, 4, 3;
    my $body = take($client, $length + int(($length - 1) / 128));
    my $message = join '', map { substr $body, 129 * $_, 128 } 0 .. (length($body) - 1) / 129;
    my $at = index($message, "\0\3app\2") + 6;
    return ($header . $body, substr $message, $at + 2, unpack('n', substr $message, $at, 2));
}

# AMF0: _error, 1, null, an object with a description.
sub error {
    my $description = shift;
    my $message = string('_error') . "\0" . pack('d>', 1) . "\5\3"
        . name('level') . string('error') . name('code') . string('NetConnection.Connect.Rejected')
        . name('description') . string($description) . "\0\0\x09";
    my $header = "\3\0\0\0" . substr(pack('N', length $message), 1) . "\x14\0\0\0\0";
    return $header . join "\xc3", unpack '(a128)*', $message;
}

sub name { my $text = shift; return pack('n', length $text) . $text }

sub string { my $text = shift; return "\2" . name($text) }

sub take {
    my ($from, $count) = @_;
    my $bytes = '';
    while (length $bytes < $count) {
        sysread($from, $bytes, $count - length $bytes, length $bytes) or exit 0;
    }
    return $bytes;
}

sub give {
    my ($to, $bytes) = @_;
    while (length $bytes) {
        my $sent = syswrite($to, $bytes) or exit 0;
        substr($bytes, 0, $sent) = '';
    }
}

sub pass {
    my ($from, $to) = @_;
    while (sysread $from, my $bytes, 65536) { give($to, $bytes) }
    shutdown $to, 1;
}
