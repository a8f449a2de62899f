using Onair.Events.Data;

namespace Onair.Tests.Unit.Events.Data;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("https://example.com/a.mp4", "https://example.com/a.mp4")]
    [InlineData("https://joe:hush@example.com/a.mp4?sig=hush#hush", "https://example.com/a.mp4")]
    [InlineData("rtmp://joe@example.com", "rtmp://example.com")]
    [InlineData("https://joe:hu@sh@example.com:8443/a", "https://example.com:8443/a")]
    [InlineData("https://example.com/@joe/a", "https://example.com/@joe/a")]
    [InlineData("https://example.com?hush", "https://example.com")]
    [InlineData("s3://recordings/2026/a.mp4", "s3://recordings/2026/a.mp4")]
    [InlineData("://", "://")]
    [InlineData("a@b", "a@b")]
    [InlineData("", "")]
    public void A_url_has_neither_user_nor_query(string url, string expected) => SafeText.Url(url).ShouldBe(expected);

    [Theory]
    [InlineData("no URL at all", "no URL at all")]
    [InlineData("403 of 'https://joe:hush@example.com/a?b=hush', then HTTPS://x@y/?z", "403 of 'https://example.com/a', then HTTPS://y/")]
    public void Nor_have_those_in_a_message(string text, string expected) => SafeText.Message(text).ShouldBe(expected);

    [Theory]
    [InlineData("https://image.example.com/a.jpg?time=5&width=640", "https://image.example.com/a.jpg?time=5&width=640")]
    [InlineData("https://image.example.com/a.jpg?token=hush", "https://image.example.com/a.jpg")]
    [InlineData("https://joe@image.example.com/a.jpg?time=5", "https://image.example.com/a.jpg")]
    public void A_picture_keeps_its_size_but_no_token(string url, string expected) => SafeText.Picture(url).ShouldBe(expected);
}
