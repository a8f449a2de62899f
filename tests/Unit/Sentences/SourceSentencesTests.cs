namespace Onair.Tests.Unit.Sentences;

public sealed class SourceSentencesTests
{
    public static TheoryData<string, string[]> Sources => new()
    {
        { """x = "The channel runs.";""", ["The channel runs."] },
        { """x = $"Secret \"{secret.Name}\" has no key";""", ["Secret \"{Name}\" has no key"] },
        { """x = $"Still {string.Join(", ", pending)} to do";""", ["Still {pending} to do"] },
        { """x = "The channel is " + state + " and " + $"has {n} pipelines";""", ["The channel is {state} and has {n} pipelines"] },
        { """x = $"the channel {(runs ? "runs on and on" : "stays stopped")} for now";""", ["the channel {runs on and on|stays stopped} for now"] },
        { """x = late ? "It is too late." : "It is too early.";""", ["It is too late.", "It is too early."] },
        { "x = \"\"\"\n    The channel\n    runs.\n    \"\"\";", ["The channel runs."] },
        { """[LoggerMessage(1, LogLevel.Warning, "{Queue} cannot be read")] void M() { }""", ["{Queue} cannot be read"] },
        { """[Rule("self.size() is at most this")] void M() { }""", [] },
        { """x = "two words";""", [] },
        { """x = "spec.aws.region";""", [] },
        { """x = "(() => document.title is not here)";""", [] },
        { """x = "{\"a\": \"the channel runs now\"}";""", [] },
        { """x = "-i input -vf format for the encoder";""", [] },
    };

    public static TheoryData<string> Broken => new()
    {
        "It is looked for on, and plays again when it turns up.",
        "AWS is not as declared, and is left so.",
        "What is not found is created again.",
        "Unknown until MediaLive tells",
        "Nothing is in the way.",
        "the token is no JWT",
        "The upload was cancelled.",
        "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty 1 2 3 4 5",
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Texts_of_three_words_are_read_with_the_names_of_their_interpolations(string source, string[] sentences) =>
        SourceSentences.In(source).ShouldBe(sentences);

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_forbidden_word_and_a_long_sentence_break_the_rules_of_prose(string text) => ProseRules.Broken(text).ShouldHaveSingleItem();

    [Theory]
    [InlineData("Onair keeps looking for the asset. If it reappears, it plays again.")]
    [InlineData("The channel no longer runs. {made} is the name of a variable.")]
    [InlineData("there is no signing secret")]
    public void Prose_that_keeps_the_rules_passes(string text) => ProseRules.Broken(text).ShouldBeEmpty();
}
