using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onair.VideoActions.Paths;

/// <summary>Reads the condition of a filter, from its opening to its closing parenthesis.</summary>
internal sealed class ConditionParser(PathParser path)
{
    private const string Part = "path query";

    // A service's text could make a regular expression slow.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    // The longer operators first.
    private static readonly string[] Operators = ["===", "!==", "==", "!=", "<>", "<=", ">=", "<", ">"];

    public PathCondition Condition()
    {
        path.Blanks();
        Expect("(");
        var condition = Alternatives();
        Expect(")");
        return condition;
    }

    private PathCondition Alternatives()
    {
        var condition = Conjunction();
        while (path.Take("||")) condition = new Either(condition, Conjunction());
        return condition;
    }

    private PathCondition Conjunction()
    {
        var condition = Term();
        while (path.Take("&&")) condition = new Both(condition, Term());
        return condition;
    }

    private PathCondition Term()
    {
        path.Blanks();
        var term = path.Next == '(' ? Condition() : Comparison();
        path.Blanks();
        return term;
    }

    private PathCondition Comparison()
    {
        var left = Operand();
        path.Blanks();
        if (path.Take("=~")) return new Matches(left, Pattern());
        return Operators.FirstOrDefault(path.Take) is { } found ? new Comparison(left, found, Operand()) : new Found(left);
    }

    private PathOperand Operand()
    {
        path.Blanks();
        if (path.Take("@")) return new(null, new(path.Steps(first: false, inFilter: true)));
        if (path.Next is '\'' or '"') return Literal(JsonValue.Create(path.Quoted()));
        if (path.Take("true")) return Literal(JsonValue.Create(true));
        if (path.Take("false")) return Literal(JsonValue.Create(false));
        return path.Take("null") ? Literal(null) : Number();
    }

    private PathOperand Number()
    {
        var digits = "";
        while (path.Next is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9')) (digits, path.Position) = (digits + path.Next, path.Position + 1);
        if (digits.Length == 0) throw path.Unexpected(Part);
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Literal(JsonValue.Create(number)) : throw new FormatException($"{digits} is not a number.");
    }

    private Regex Pattern()
    {
        path.Blanks();
        if (!path.Take("/")) throw path.Unexpected(Part);
        var (pattern, options) = (path.Until('/'), RegexOptions.None);
        while (Option(path.Next) is { } option) (options, path.Position) = (options | option, path.Position + 1);
        try
        {
            return new(pattern, options, MatchTimeout);
        }
        catch (ArgumentException)
        {
            throw new FormatException($"{pattern} is not a regular expression.");
        }
    }

    private static RegexOptions? Option(char letter) => letter switch
    {
        'i' => RegexOptions.IgnoreCase,
        'm' => RegexOptions.Multiline,
        's' => RegexOptions.Singleline,
        'x' => RegexOptions.ExplicitCapture,
        _ => null,
    };

    private static PathOperand Literal(JsonNode? node) => new(JsonElement.Parse(node?.ToJsonString() ?? "null"), null);

    private void Expect(string word)
    {
        path.Blanks();
        if (!path.Take(word)) throw path.Unexpected(Part);
    }
}
