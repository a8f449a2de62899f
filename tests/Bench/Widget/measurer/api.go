package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	inDefault  = "/apis/bench.example.com/v1/namespaces/default/widgets"
	everywhere = "/apis/bench.example.com/v1/widgets"
)

type api struct{ client *http.Client }

// newAPI has HTTP/1.1 connections of its own, so that its requests wait for no others.
func newAPI(connections int) *api {
	authority, err := os.ReadFile(os.Getenv("BENCH_CA"))
	must(err)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	return &api{&http.Client{Transport: &http.Transport{
		TLSClientConfig:     &tls.Config{RootCAs: roots},
		TLSNextProto:        map[string]func(string, *tls.Conn) http.RoundTripper{},
		MaxIdleConnsPerHost: connections,
		MaxConnsPerHost:     connections,
		DisableCompression:  true,
	}}}
}

func (a *api) request(method, path, contentType string, body []byte) *http.Request {
	request, err := http.NewRequest(method, "https://"+os.Getenv("BENCH_SERVER")+path, bytes.NewReader(body))
	must(err)
	request.Header.Set("Authorization", "Bearer "+os.Getenv("BENCH_TOKEN"))
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	return request
}

// do sends a request; again when the server is busy or the connection fails.
func (a *api) do(method, path, contentType string, body []byte) (int, []byte) {
	for try := 0; ; try++ {
		answer, err := a.client.Do(a.request(method, path, contentType, body))
		if err != nil {
			if try > 5 {
				must(err)
			}
			time.Sleep(200 * time.Millisecond)
			continue
		}
		text, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err == nil && (answer.StatusCode != 429 || try > 50) {
			return answer.StatusCode, text
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func (a *api) list() ([]widget, string) {
	code, body := a.do("GET", everywhere, "", nil)
	if code != 200 {
		log.Fatalf("list: %d %s", code, body)
	}
	var list struct {
		Metadata struct{ ResourceVersion string }
		Items    []widget
	}
	must(json.Unmarshal(body, &list))
	return list.Items, list.Metadata.ResourceVersion
}

var (
	series = regexp.MustCompile(`^apiserver_request_total\{(.*)\} ([0-9.e+]+)$`)
	label  = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// requests counts the requests about widgets that the API server has answered, by verb, subresource and code.
func (a *api) requests() map[string]float64 {
	_, body := a.do("GET", "/metrics", "", nil)
	counts := map[string]float64{}
	for _, line := range strings.Split(string(body), "\n") {
		found := series.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		labels := map[string]string{}
		for _, pair := range label.FindAllStringSubmatch(found[1], -1) {
			labels[pair[1]] = pair[2]
		}
		if labels["resource"] != "widgets" {
			continue
		}
		key := labels["verb"]
		if labels["subresource"] != "" {
			key += "/" + labels["subresource"]
		}
		count, _ := strconv.ParseFloat(found[2], 64)
		counts[key+" "+labels["code"]] += count
	}
	return counts
}

// more is what the second reading has more than the first.
func more(before, after map[string]float64) map[string]float64 {
	grown := map[string]float64{}
	for key, count := range after {
		if count != before[key] {
			grown[key] = count - before[key]
		}
	}
	return grown
}
