using System.Reflection;
using System.Text.Json;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Tests.Unit.Operator.LiveStreams.Desired;

/// <summary>The spec's list of a channel's fields and the operator's readers of them are the same.</summary>
public sealed class ChannelFieldTableTests
{
    [Fact]
    public void The_operator_reads_every_field_of_the_stream() => Names(ChannelFieldTable.OfStream).ShouldBe(ChannelFacts.OfStream.Keys);

    [Fact]
    public void The_operator_reads_every_field_of_a_rendition() => Names(ChannelFieldTable.OfRendition).ShouldBe(ChannelFacts.OfRendition.Keys);

    [Fact]
    public void The_operator_compares_every_field_of_a_source() => Names(ChannelFieldTable.OfSource).ShouldBe(InputSources.AsDeclared.Keys);

    [Fact]
    public void No_member_of_a_rendition_or_source_is_left_out()
    {
        Names(ChannelFieldTable.OfRendition).ShouldBe(Members(typeof(RenditionSpec)), ignoreOrder: true);
        Names(ChannelFieldTable.OfSource).ShouldBe(Members(typeof(InputSourceSpec)), ignoreOrder: true);
    }

    private static IEnumerable<string> Names<T>(IEnumerable<ChannelField<T>> fields) => fields.Select(f => f.Name);

    private static IEnumerable<string> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
}
