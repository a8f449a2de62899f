using Onair.Kubernetes.Serialization;

namespace Onair.Tests.Unit.Kubernetes.Serialization;

/// <summary>The times of each row were judged by the API server's IsDateTime; UnreadableObjectTests asks a real API server about the same ones.</summary>
public sealed class DateTimeTextTests
{
    public static TheoryData<string, string> Accepted => new()
    {
        { "2027-05-04T09:00:00Z", "2027-05-04T09:00:00.0000000+00:00" },
        { "2027-05-04T09:00:00z", "2027-05-04T09:00:00.0000000+00:00" },
        { "2027-05-04t09:00:00Z", "2027-05-04T09:00:00.0000000+00:00" },
        { "2027-05-04T09:00:00+02:00", "2027-05-04T09:00:00.0000000+02:00" },
        { "2027-05-04T09:00:00+24:00", "2027-05-03T09:00:00.0000000+00:00" },
        { "2027-05-04T09:00:00-99:99", "2027-05-08T13:39:00.0000000+00:00" },
        { "2027-05-04T09:00:00.5Z", "2027-05-04T09:00:00.5000000+00:00" },
        { "2027-05-04T09:00:00,5Z", "2027-05-04T09:00:00.5000000+00:00" },
        { "2027-05-04T09:00:00x5z", "2027-05-04T09:00:00.5000000+00:00" },
        { "2027-05-04T09:00:00\U0001F5535Z", "2027-05-04T09:00:00.5000000+00:00" },
        { "2027-05-04T09:00:00125Z", "2027-05-04T09:00:00.2500000+00:00" },
        { "2027-05-04T09:00:00+05z", "2027-05-04T09:00:00.0500000+00:00" },
        { "2027-05-04T09:00:00+05:00", "2027-05-04T09:00:00.0000000+05:00" },
        { "2027-05-04T09:00:00.12345678901234567Z", "2027-05-04T09:00:00.1234567+00:00" },
        { "2027-05-04T09:00:00ZTomorrow", "2027-05-04T09:00:00.0000000+00:00" },
        { "0000-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00" },
        { "0000-02-29T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00" },
        { "0000-12-31T23:00:00-02:00", "0001-01-01T01:00:00.0000000+00:00" },
        { "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00.0000000+00:00" },
        { "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59.9999999+00:00" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Reads_each_time_that_the_API_server_accepts(string text, string expected) =>
        DateTimeText.Parse(text)!.Value.ToString("O", null).ShouldBe(expected);

    [Theory]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("2027-05-04T24:00:00Z")]
    [InlineData("2027-02-29T09:00:00Z")]
    [InlineData("2027-13-01T09:00:00Z")]
    [InlineData("2027-05-04T09:00:00")]
    [InlineData("2027-05-04 09:00:00Z")]
    [InlineData("2027-05-04T09:00:00Z.")]
    [InlineData("27-05-04T09:00:00Z")]
    [InlineData("")]
    public void Refuses_text_that_is_no_time(string text) => DateTimeText.Parse(text).ShouldBeNull();
}
