using Onair.Emulator.Ivs;
using Onair.Emulator.Ivs.Streams;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Ingest;

namespace Onair.Tests.Unit.Emulator.Media.Ingest;

public sealed class IngestTests
{
    private static readonly IngestTable Table = new(
    [
        new IngestEndpoint("1", 0, "live", "key-a", ["10.0.0.0/8", "192.0.2.7/32"]),
        new IngestEndpoint("1", 1, "live", "key-b", ["0.0.0.0/0"]),
        new IngestEndpoint("2", 0, "studio", "key-c", []),
        new IngestEndpoint("3", 0, "studio", "key-d", ["nonsense"]),
    ]);

    [Theory]
    [InlineData(0, "live", "key-a", "10.1.2.3", true)]
    [InlineData(0, "live", "key-a", "192.0.2.7", true)]
    [InlineData(0, "live", "key-a", "::ffff:10.1.2.3", true)]
    [InlineData(0, "live", "key-a", "192.0.2.8", false)]
    [InlineData(0, "live", "key-a", "", false)]
    [InlineData(0, "live", "key-a", "unix:", false)]
    [InlineData(0, "live", "KEY-A", "10.1.2.3", false)]
    [InlineData(0, "live", "", "10.1.2.3", false)]
    [InlineData(0, "live", "input-1-0", "10.1.2.3", false)]
    [InlineData(0, "studio", "key-a", "10.1.2.3", false)]
    [InlineData(1, "live", "key-a", "10.1.2.3", false)]
    [InlineData(1, "live", "key-b", "10.1.2.3", true)]
    [InlineData(0, "studio", "key-c", "10.1.2.3", false)]
    [InlineData(0, "studio", "key-d", "10.1.2.3", false)]
    public void A_publisher_needs_the_right_port_application_name_and_address(
        int pipeline, string application, string instance, string address, bool allowed) =>
        (PublishDecision.Decide(Table, pipeline, application, instance, address).Endpoint is not null).ShouldBe(allowed);

    [Fact]
    public void The_configuration_has_a_server_per_port_and_no_stream_name()
    {
        var config = NginxConfig.Build([1935, 1936], Table.Applications, 4_000);

        config.Split("listen 19").Length.ShouldBe(3);
        config.ShouldContain("application studio {");
        config.ShouldContain("on_publish http://127.0.0.1:4000/0/publish;");
        config.ShouldContain("on_publish_done http://127.0.0.1:4000/1/done;");
        config.ShouldContain("deny play all;");
        config.ShouldNotContain("key-");
        // IVS's, whether there is a stream key or not: a new application would restart nginx.
        config.ShouldContain("application app {");
        config.Split("on_update http://127.0.0.1:4000/0/update;").Length.ShouldBe(2, "nobody else is asked every second");
        config.Split('{').Length.ShouldBe(config.Split('}').Length);
        Table.Applications(1).ShouldBe(["live"]);
    }

    [Theory]
    [InlineData("live;")]
    [InlineData("a b")]
    [InlineData("a}\n")]
    [InlineData("")]
    public void An_application_name_that_could_change_the_configuration_is_refused(string application) =>
        Should.Throw<ArgumentException>(() => new IngestTable([new IngestEndpoint("1", 0, application, "k", [])]))
            .Message.ShouldContain("input 1");

    [Fact]
    public void The_end_of_a_refused_second_publisher_leaves_the_first()
    {
        var publishers = new PublisherRegistry();
        publishers.Began("s", new Publisher("1", "10.0.0.1"));
        publishers.Began("s", new Publisher("7", "10.0.0.2"));

        publishers.Ended("7");
        publishers.Current("s").ShouldBe(new Publisher("1", "10.0.0.1"));

        publishers.Ended("1");
        publishers.Current("s").ShouldBeNull();
    }

    [Fact]
    public void The_client_that_holds_a_stream_is_dropped_and_the_next_is_not()
    {
        var publishers = new PublisherRegistry();
        publishers.Drop("s");
        publishers.Began("s", new Publisher("1", "10.0.0.1"));
        publishers.Began("s", new Publisher("7", "10.0.0.2"));
        publishers.IsDropped("1").ShouldBeFalse();

        publishers.Drop("s");

        publishers.IsDropped("1").ShouldBeTrue();
        publishers.IsDropped("7").ShouldBeFalse();
        publishers.Ended("1");
        publishers.IsDropped("1").ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.2", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.0.0.1", false)]
    public void A_channel_of_IVS_takes_RTMPS_and_RTMP_where_it_is_allowed(string address, bool allowed)
    {
        var key = new StreamKey { Id = "k", ChannelId = "c", Value = "sk_x" };
        var secure = new IvsChannel { Id = "c", Settings = new() { ["insecureIngest"] = false } };
        var open = secure with { Settings = new() { ["insecureIngest"] = true } };

        Allowed(secure).ShouldBe(allowed);
        Allowed(open).ShouldBeTrue();
        key.ToString().ShouldNotContain("sk_x");

        bool Allowed(IvsChannel channel) =>
            PublishDecision.Decide(new IngestTable([StreamPlanner.Endpoint(channel, key)]), 0, "app", "sk_x", address).Endpoint is not null;
    }

    [Fact]
    public void Stream_names_are_taken_out_of_what_nginx_says() =>
        Redaction.Hide("publish: name='key-a' and key-b", Table).ShouldBe("publish: name='***' and ***");
}
