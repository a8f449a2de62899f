package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

type cloud struct {
	url    string
	client *http.Client
}

// apply makes the three calls of the contract, one after the other.
func (c cloud) apply(ctx context.Context, widget *Widget) (state, endpoint string, err error) {
	id := string(widget.UID)
	var found struct {
		Exists bool
		Size   int64
	}
	if err = c.call(ctx, "GET", id, nil, &found); err != nil {
		return
	}
	body := map[string]any{
		"name": widget.Name, "size": widget.Spec.Size, "region": widget.Spec.Region, "image": widget.Spec.Image, "tags": widget.Spec.Tags}
	if err = c.call(ctx, "PUT", id, body, nil); err != nil {
		return
	}
	var now struct{ State, Endpoint string }
	err = c.call(ctx, "GET", id+"/state", nil, &now)
	return now.State, now.Endpoint, err
}

func (c cloud) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.url+"/v1/widgets/"+path, body)
	if err != nil {
		return err
	}
	if in != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := c.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode != 200 {
		return fmt.Errorf("cloud: %s %s: %d %s", method, path, answer.StatusCode, text)
	}
	if out != nil {
		return json.Unmarshal(text, out)
	}
	return nil
}
